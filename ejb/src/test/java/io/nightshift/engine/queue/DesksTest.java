package io.nightshift.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.engine.audit.AuditTrail;
import io.nightshift.engine.audit.Trail;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.Limits.Rate;
import io.nightshift.store.type.Breaker.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DesksTest {

    private final List<String> audited = new ArrayList<>();
    private final List<String> woken = new ArrayList<>();
    private final Trail audit = new AuditTrail(MemoryStores.proxy(AuditStore.class, (method, arguments) -> {
        audited.add(Arrays.toString(Arrays.copyOf(arguments, 4)));
        return null;
    }));
    private final Wake wake = new Wake() {
        @Override
        public void wake(String queue) {
            woken.add(queue);
        }

        @Override
        public void changed() {
            woken.add("settings");
        }
    };
    private final MemoryStores.Queues queues = new MemoryStores.Queues();
    private final Queues queueDesk = new QueueDesk(queues, audit, wake, woken::add);
    private final Types typeDesk = new TypeDesk(new MemoryStores.Types(), audit, wake);

    @Test
    void recordsWhoLimitsAQueueAndTellsAllNodes() {
        queues.ensure(List.of("mail"), 3);

        assertThat(queueDesk.limits("mail", new Limits(5, new Rate(10, Duration.ofSeconds(1))), "ann"))
                .isTrue();

        assertThat(audited).containsExactly("[ann, queue.limits, mail, maxRunning 5, rate 10 per PT1S]");
        assertThat(woken).containsExactly("settings", "mail", "mail");
    }

    @Test
    void recordsWhoSetsTheWeightOfAQueue() {
        queues.ensure(List.of("mail"), 3);

        assertThat(queueDesk.weight("mail", 100, "ann")).isTrue();

        assertThat(audited).containsExactly("[ann, queue.weight, mail, 100]");
        assertThat(queues.all().get(0).weight()).isEqualTo(100);
        for (int wrong : new int[] {0, -1, 101}) {
            assertThatThrownBy(() -> queueDesk.weight("mail", wrong, "ann"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 to 100");
        }
    }

    @Test
    void recordsWhoPausesATypeAndWhy() {
        typeDesk.pause("http.call", "ann", "their maintenance");
        typeDesk.resume("http.call", "bob");
        typeDesk.limits("http.call", Limits.NONE, "ann");

        assertThat(audited)
                .containsExactly(
                        "[ann, type.pause, http.call, their maintenance]",
                        "[bob, type.resume, http.call, null]",
                        "[ann, type.limits, http.call, maxRunning none, rate none]");
        assertThat(woken).containsExactly("settings", "settings", "settings");
    }

    @Test
    void recordsWhoSetsOpensAndClosesABreaker() {
        Rule rule = new Rule(50, 20, Duration.ofMinutes(1), Duration.ofSeconds(30));
        assertThat(typeDesk.open("http.call", "ann", null)).isFalse();

        typeDesk.breaker("http.call", rule, "ann");
        assertThat(typeDesk.open("http.call", "ann", "their maintenance")).isTrue();
        assertThat(typeDesk.open("http.call", "bob", null)).isFalse();
        assertThat(typeDesk.close("http.call", "bob", null)).isTrue();
        typeDesk.breaker("http.call", null, "bob");

        assertThat(audited)
                .containsExactly(
                        "[ann, type.breaker, http.call, 50 % of at least 20 attempts within PT1M, pause PT30S]",
                        "[ann, type.breaker.open, http.call, their maintenance]",
                        "[bob, type.breaker.close, http.call, null]",
                        "[bob, type.breaker, http.call, none]");
        assertThat(woken).hasSize(4);
    }

    @Test
    void refusesBreakersThatMakeNoSense() {
        Duration minute = Duration.ofMinutes(1);
        for (Rule wrong : List.of(
                new Rule(0, 20, minute, minute),
                new Rule(101, 20, minute, minute),
                new Rule(50, 0, minute, minute),
                new Rule(50, 20, Duration.ofMillis(999), minute),
                new Rule(50, 20, minute, Duration.ofMinutes(61)))) {
            assertThatThrownBy(() -> typeDesk.breaker("http.call", wrong, "ann"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(audited).isEmpty();
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        for (Limits wrong : List.of(
                new Limits(0, null),
                new Limits(null, new Rate(0, Duration.ofSeconds(1))),
                new Limits(null, new Rate(1, Duration.ZERO)),
                new Limits(null, new Rate(1, Duration.ofDays(32))))) {
            assertThatThrownBy(() -> typeDesk.limits("http.call", wrong, "ann"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> queueDesk.limits("mail", wrong, "ann"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(audited).isEmpty();
    }
}
