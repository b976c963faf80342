package io.nightshift.engine.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.engine.fake.SettableClock;
import io.nightshift.store.ingress.RejectStore;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.stat.StatStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DutiesTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<String> woken = new ArrayList<>();
    private final List<String> announced = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final Deque<Object> answers = new ArrayDeque<>();
    private final JobStore jobs = MemoryStores.proxy(JobStore.class, (method, args) -> {
        calls.add(method);
        return answers.isEmpty()
                ? method.equals("expire") || method.equals("pruneKeys") ? (Object) 0 : Map.of()
                : Objects.requireNonNull(answers.poll());
    });

    private boolean databaseAway;

    private final Rescuer rescuer = new Rescuer(
            jobs,
            () -> {
                if (databaseAway) {
                    throw new IllegalStateException("no connection");
                }
            },
            woken::add,
            announced::add,
            clock,
            new Rescuer.Limits(LEASE, 10, 3));

    @Test
    void wakesTheQueuesOfJobsWhoseKeyHadBeenFree() {
        answers.add(Map.of("a", 2));

        new KeyMending(jobs, woken::add, announced::add).runOnce();

        assertThat(calls).containsExactly("mend");
        assertThat(woken).containsExactly("a");
        assertThat(announced).containsExactly("a");
    }

    @Test
    void promotesWhileBatchesAreFullAndWakesTheQueues() {
        answers.add(Map.of("a", Promotion.BATCH));
        answers.add(Map.of("a", 1, "b", 2));

        new Promotion(jobs, woken::add, announced::add).runOnce();

        assertThat(calls).containsExactly("promote", "promote");
        assertThat(woken).containsExactlyInAnyOrder("a", "a", "b");
        assertThat(announced).containsExactlyInAnyOrder("a", "a", "b");
    }

    @Test
    void stopsPromotingAtItsBoundSoThatOthersGetTheirTurn() {
        for (int i = 0; i < Promotion.MOST_BATCHES + 5; i++) {
            answers.add(Map.of("a", Promotion.BATCH));
        }

        new Promotion(jobs, woken::add, announced::add).runOnce();

        assertThat(calls).hasSize(Promotion.MOST_BATCHES);
    }

    @Test
    void forgetsKeysWhileBatchesAreFullWithinItsBound() {
        for (int i = 0; i < KeyForgetting.MOST_BATCHES + 5; i++) {
            answers.add(KeyForgetting.BATCH);
        }

        new KeyForgetting(jobs).runOnce();

        assertThat(calls).hasSize(KeyForgetting.MOST_BATCHES).containsOnly("pruneKeys");
    }

    @Test
    void expiresWhileBatchesAreFullWithinItsBound() {
        answers.add(Expiry.BATCH);
        answers.add(3);

        new Expiry(jobs).runOnce();
        assertThat(calls).hasSize(2);

        for (int i = 0; i < Expiry.MOST_BATCHES + 5; i++) {
            answers.add(Expiry.BATCH);
        }
        new Expiry(jobs).runOnce();
        assertThat(calls).hasSize(2 + Expiry.MOST_BATCHES);
    }

    @Test
    void rescuesNothingBeforeOneFullLeaseOfContact() {
        beatFor(LEASE.minusSeconds(5));
        assertThat(calls).isEmpty();

        answers.add(Map.of("a", 2));
        beatFor(Duration.ofSeconds(5));

        assertThat(calls).containsExactly("rescue");
        assertThat(woken).containsExactly("a");
        assertThat(announced).containsExactly("a");
    }

    /** It takes a silence as long as a lease for a pause of its own, so its own beat must be shorter than any lease. */
    @Test
    void rescuesAtItsOwnBeatWithTheShortestLease() {
        Duration shortest = Duration.ofSeconds(3);
        Duration beat = switch (rescuer.cadence()) {
            case SECOND -> Duration.ofSeconds(1);
            case FIVE_SECONDS -> Duration.ofSeconds(5);
            case HOUR -> Duration.ofHours(1);
        };
        Rescuer quick =
                new Rescuer(jobs, () -> {}, woken::add, announced::add, clock, new Rescuer.Limits(shortest, 10, 3));
        answers.add(Map.of("a", 1));

        for (int i = 0; i < 5 && calls.isEmpty(); i++) {
            quick.runOnce();
            clock.pass(beat);
        }

        assertThat(calls).containsExactly("rescue");
    }

    @Test
    void waitsAFullLeaseAgainAfterTheDatabaseWasAway() {
        beatFor(LEASE);
        assertThat(calls).containsExactly("rescue");

        databaseAway = true;
        assertThatThrownBy(rescuer::runOnce).hasMessage("no connection");
        databaseAway = false;
        rescuer.runOnce();
        beatFor(LEASE.minusSeconds(5));
        assertThat(calls).containsExactly("rescue");
        beatFor(Duration.ofSeconds(5));

        assertThat(calls).containsExactly("rescue", "rescue");
    }

    @Test
    void waitsAFullLeaseAgainAfterThisNodeStoodStill() {
        beatFor(LEASE);
        assertThat(calls).hasSize(1);

        clock.pass(LEASE.plusSeconds(1));
        rescuer.runOnce();
        beatFor(LEASE.minusSeconds(5));

        assertThat(calls).hasSize(1);
    }

    private void beatFor(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusSeconds(5)) {
            if (calls.isEmpty() && passed.isZero()) {
                rescuer.runOnce();
            }
            clock.pass(Duration.ofSeconds(5));
            rescuer.runOnce();
        }
    }

    @Test
    void prunesRejectsInBatchesAndCountersOnce() {
        Deque<Integer> pruned = new ArrayDeque<>(List.of(Pruning.BATCH, Pruning.BATCH, 7));
        RejectStore rejects =
                MemoryStores.proxy(RejectStore.class, (method, args) -> Objects.requireNonNull(pruned.poll()));
        StatStore stats = MemoryStores.proxy(StatStore.class, (method, args) -> {
            calls.add(method + " " + args[0]);
            return 1;
        });

        new Pruning(stats, rejects, Duration.ofDays(14), Duration.ofDays(30)).runOnce();

        assertThat(pruned).isEmpty();
        assertThat(calls).containsExactly("prune PT336H");
    }
}
