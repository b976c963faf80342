package io.nightshift.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.engine.fake.SettableClock;
import io.nightshift.engine.life.Life;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeHealthTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Life life = new Life(task -> {}, Duration.ofSeconds(60), clock::nanos);
    private final ClockWatch watch = new ClockWatch(new MemoryStores.Nodes(), ahead -> {}, new Lease(), "one");
    private boolean away;
    private boolean started;
    private final Contact contact = new Contact(
            () -> {
                if (away) {
                    throw new IllegalStateException("connection refused");
                }
                return clock.instant();
            },
            clock,
            clock::nanos,
            watch::measured);
    private List<String> others = List.of();
    private final NodeHealth health = new NodeHealth(life, contact, watch, () -> others, () -> started);

    @Test
    void isReadyOnceItHasStartedAndAsLongAsTheDatabaseAnswers() {
        contact.ask();
        assertThat(health.ready().reasons()).containsExactly("the engine has not started yet");
        started = true;
        assertThat(health.ready().reasons()).isEmpty();

        away = true;
        clock.pass(Duration.ofSeconds(12));
        assertThatThrownBy(contact::ask).hasMessage("connection refused");

        assertThat(health.ready().reasons())
                .containsExactly("the database has not answered for 12 s (IllegalStateException: connection refused)");
        assertThat(health.live().reasons()).as("no reason to start it anew").isEmpty();

        away = false;
        contact.ask();
        assertThat(health.ready().reasons()).isEmpty();
    }

    @Test
    void isNotReadyWhenAQuestionIsStuck() {
        started = true;
        contact.ask();
        clock.pass(Duration.ofSeconds(6));

        assertThat(health.ready().reasons()).containsExactly("the database has not answered for 6 s");
    }

    @Test
    void isNotAliveWhenALoopIsSilent() {
        life.keep("outcomes 1", () -> false, pulse -> {});
        clock.pass(Duration.ofSeconds(61));

        assertThat(health.live().reasons()).containsExactly("the loop 'outcomes 1' has been silent for 61 s");
    }

    @Test
    void isReadyAlthoughSomethingElseNeedsALook() {
        started = true;
        contact.ask();
        others = List.of("the outbox of ShopDS: away");

        assertThat(health.ready().reasons()).isEmpty();
        assertThat(health.ready().warnings()).containsExactly("the outbox of ShopDS: away");
        assertThat(health.live().warnings()).isEmpty();
    }

    @Test
    void warnsOfAClockThatIsOff() {
        watch.measured(Duration.ofMinutes(3));

        assertThat(health.live().reasons()).isEmpty();
        assertThat(health.live().warnings())
                .containsExactly("the clock of this node is 180.0 s ahead of the database's");
    }
}
