package io.nightshift.engine.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.api.job.JobId;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.engine.run.Run;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import io.nightshift.store.type.Breaker.Rule;
import io.nightshift.store.type.TypeStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BreakersTest {

    private static final Rule RULE = new Rule(50, 4, Duration.ofMinutes(1), Duration.ofHours(1));
    private static final Finished.Ending SUCCESS = new Finished.Succeeded(null);
    private static final Finished.Ending FAILURE = failed(Kind.FAILED);
    private static final Finished.Ending TIMEOUT = failed(Kind.TIMED_OUT);

    private final MemoryStores.Types types = new MemoryStores.Types();
    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicLong stopwatch = new AtomicLong(System.nanoTime());
    private final Breakers breakers = new Breakers(types, "one", this::changed, Runnable::run, stopwatch::get);

    @BeforeEach
    void setABreaker() {
        types.breaker("mail.send", RULE);
        read();
    }

    @Test
    void opensWhenEnoughOfEnoughAttemptsFailed() {
        end(SUCCESS, SUCCESS, FAILURE);
        assertThat(types.moves()).isEmpty();

        end(TIMEOUT);

        assertThat(types.moves()).containsExactly("trip: 2 of 4 attempts failed within 60 s");
        assertThat(changes).hasValue(1);
    }

    @Test
    void aSuccessOpensNothing() {
        end(FAILURE, FAILURE, FAILURE, SUCCESS);

        assertThat(types.moves()).isEmpty();
    }

    @Test
    void whatWasCancelledOrExpiredDoesNotCount() {
        end(FAILURE, FAILURE, FAILURE, new Finished.Cancelled(null), new Finished.Expired());

        assertThat(types.moves()).isEmpty();
    }

    @Test
    void oldFailuresDoNotCount() {
        end(FAILURE, FAILURE, FAILURE);
        stopwatch.addAndGet(Duration.ofMinutes(2).toNanos());

        end(FAILURE);

        assertThat(types.moves()).isEmpty();
    }

    @Test
    void typesWithoutABreakerAreLeftAlone() {
        types.breaker("mail.send", null);
        read();

        end(FAILURE, FAILURE, FAILURE, FAILURE, FAILURE);

        assertThat(types.moves()).isEmpty();
    }

    @Test
    void whatEndsWhileItIsOpenDoesNotCountWhenItIsClosedAgain() {
        end(FAILURE, FAILURE, FAILURE, FAILURE);
        end(FAILURE, FAILURE, FAILURE, FAILURE);
        types.close("mail.send", "ann", "they are back");
        read();
        end(FAILURE, FAILURE, FAILURE);
        assertThat(types.moves()).hasSize(2);

        end(FAILURE);

        assertThat(types.moves()).hasSize(3).last().isEqualTo("trip: 4 of 4 attempts failed within 60 s");
    }

    @Test
    void whatWasTakenBeforeItOpenedDoesNotStartWhatWasTakenToProbeDoes() {
        Run before = run();
        assertThat(breakers.admits(before)).isTrue();
        stopwatch.set(System.nanoTime());
        types.open("mail.send", "ann", null);
        read();

        assertThat(breakers.admits(before)).isFalse();
        breakers.probing(before.job());
        assertThat(breakers.admits(before)).isTrue();
        assertThat(breakers.admits(run())).as("taken later").isTrue();
    }

    /** Its lane goes on claiming until the store knows: without this, hundreds of tiny jobs still failed. */
    @Test
    void nothingStartsBetweenTheDecisionToOpenAndTheStoresWord() {
        List<Runnable> later = new ArrayList<>();
        Breakers slow = new Breakers(types, "one", () -> {}, later::add, stopwatch::get);
        slow.configured(types.all());
        decidesToOpen(slow);

        assertThat(slow.admits(run())).isFalse();

        later.forEach(Runnable::run);
        stopwatch.set(System.nanoTime());
        slow.configured(types.all());
        assertThat(slow.admits(run())).as("taken as a probe of the store's").isTrue();
    }

    /** The second time it knows when it was open before, which says nothing of what is taken now. */
    @Test
    void nothingStartsEitherBeforeTheStoresWordThatItIsOpenAgain() {
        List<Runnable> later = new ArrayList<>();
        Breakers slow = new Breakers(types, "one", () -> {}, later::add, stopwatch::get);
        types.open("mail.send", "ann", null);
        slow.configured(types.all());
        types.close("mail.send", "ann", "they are back");
        slow.configured(types.all());
        decidesToOpen(slow);
        assertThat(later).hasSize(1);

        assertThat(slow.admits(run())).isFalse();
        slow.configured(types.all());
        assertThat(slow.admits(run())).as("the store was not told yet").isFalse();

        later.forEach(Runnable::run);
        slow.configured(types.all());
        assertThat(slow.admits(run())).as("taken as a probe of the store's").isTrue();
    }

    /** Somebody closed it while this node told that it should open, or the rule asks for more failures now. */
    @Test
    void takesTheStoresWordAlsoIfItDoesNotOpen() {
        List<Runnable> later = new ArrayList<>();
        TypeStore deaf = (TypeStore) Proxy.newProxyInstance(
                TypeStore.class.getClassLoader(),
                new Class<?>[] {TypeStore.class},
                (proxy, method, args) -> method.getName().equals("trip") ? Boolean.FALSE : method.invoke(types, args));
        Breakers slow = new Breakers(deaf, "one", () -> {}, later::add, stopwatch::get);
        slow.configured(types.all());
        decidesToOpen(slow);
        assertThat(slow.admits(run())).isFalse();

        later.forEach(Runnable::run);
        slow.configured(types.all());

        assertThat(slow.admits(run())).isTrue();
    }

    private static void decidesToOpen(Breakers breakers) {
        for (int i = 0; i < 4; i++) {
            breakers.ended(run(), FAILURE);
        }
    }

    @Test
    void theEndOfItsProbeDecides() {
        types.open("mail.send", "ann", null);
        read();
        Run probe = run();
        types.probes("mail.send", probe.job().id());
        breakers.probing(probe.job());

        end(SUCCESS, SUCCESS);
        assertThat(types.moves()).containsExactly("open");
        breakers.ended(probe, SUCCESS);

        assertThat(types.moves())
                .containsExactly("open", "probe succeeded: probe " + probe.job().id() + " succeeded");
    }

    @Test
    void aProbeThatWasCancelledDecidesNothing() {
        types.open("mail.send", "ann", null);
        read();
        Run probe = run();
        types.probes("mail.send", probe.job().id());
        breakers.probing(probe.job());

        breakers.ended(probe, new Finished.Cancelled(null));

        assertThat(types.moves()).containsExactly("open");
    }

    @Test
    void survivesAStoreThatDoesNotAnswerAndCountsAnew() {
        AtomicInteger calls = new AtomicInteger();
        Breakers deaf = new Breakers(
                MemoryStores.proxy(io.nightshift.store.type.TypeStore.class, (method, arguments) -> {
                    calls.incrementAndGet();
                    throw new IllegalStateException("away");
                }),
                "one",
                this::changed,
                Runnable::run,
                stopwatch::get);
        deaf.configured(types.all());

        for (int i = 0; i < 7; i++) {
            deaf.ended(run(), FAILURE);
        }
        assertThat(calls).hasValue(1);
        deaf.ended(run(), FAILURE);

        assertThat(calls).hasValue(2);
    }

    private void end(Finished.Ending... endings) {
        for (Finished.Ending ending : endings) {
            breakers.ended(run(), ending);
        }
    }

    private void changed() {
        changes.incrementAndGet();
        read();
    }

    private void read() {
        breakers.configured(types.all());
    }

    private static Run run() {
        JobId id = new JobId(UUID.randomUUID());
        return new Run(
                new Claimed.Job(id, 1, "mail.send", "mail", "", 5, "{}", 3, Duration.ZERO, null, false, null),
                UUID.randomUUID(),
                UUID.randomUUID(),
                true);
    }

    private static Finished.Ending failed(Kind kind) {
        return new Finished.Failed(kind, new Finished.Error(null, "it broke", null), Duration.ZERO, false);
    }
}
