package io.nightshift.engine.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.store.ingress.RejectStore;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.stat.StatStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DutiesTest {

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
