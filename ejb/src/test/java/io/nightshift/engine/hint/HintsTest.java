package io.nightshift.engine.hint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.nightshift.engine.fake.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class HintsTest {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<List<String>> sent = new ArrayList<>();
    private boolean brokerAway;
    private int tries;

    private final Hints hints = new Hints(
            queues -> {
                tries++;
                if (brokerAway) {
                    throw new jakarta.jms.JMSException("no broker");
                }
                sent.add(queues);
            },
            tasks::add,
            clock::nanos,
            PAUSE);

    private void runTasks() {
        List<Runnable> now = List.copyOf(tasks);
        tasks.clear();
        now.forEach(Runnable::run);
    }

    @Test
    void mergesHintsForTheSameQueueAndSendsThemOnAnotherThread() {
        hints.announce("a");
        hints.announce("b");
        hints.announce("a");
        assertThat(sent).isEmpty();

        assertThat(tasks).hasSize(1);
        runTasks();

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void sendsWhatComesAfterwardsInAnotherRun() {
        hints.announce("a");
        runTasks();
        hints.announce("a");
        runTasks();

        assertThat(sent).containsExactly(List.of("a"), List.of("a"));
    }

    @Test
    void leavesTheBrokerAloneForAWhileWhenItIsAway() {
        brokerAway = true;
        hints.announce("a");
        runTasks();
        assertThat(tries).isEqualTo(1);

        hints.announce("a");
        clock.pass(PAUSE.minusMillis(1));
        hints.announce("b");
        assertThat(tasks).isEmpty();

        clock.pass(Duration.ofMillis(1));
        brokerAway = false;
        hints.announce("c");
        runTasks();

        assertThat(sent).containsExactly(List.of("c"));
    }

    @Test
    void dropsHintsWhenTheyPileUp() {
        for (int i = 0; i < 5_000; i++) {
            hints.announce("queue-" + i);
        }
        runTasks();

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0)).hasSize(1_000);
    }

    @Test
    void neverThrowsAtItsCaller() {
        Hints full = new Hints(
                queues -> sent.add(queues),
                task -> {
                    throw new RejectedExecutionException("all threads are taken");
                },
                clock::nanos,
                PAUSE);

        assertThatCode(() -> full.announce("a")).doesNotThrowAnyException();
    }

    @Test
    void sendsAgainAfterItsPauseWhenTheClockWasSetBack() {
        brokerAway = true;
        hints.announce("a");
        runTasks();
        brokerAway = false;
        clock.pass(PAUSE);
        clock.set(clock.instant().minus(Duration.ofHours(2)));

        hints.announce("b");
        runTasks();

        assertThat(sent).containsExactly(List.of("b"));
    }

    @Test
    void sendsAgainAfterTheMachineHadNoThread() {
        boolean[] full = {true};
        Hints tight = new Hints(
                queues -> sent.add(queues),
                task -> {
                    if (full[0]) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    task.run();
                },
                clock::nanos,
                PAUSE);
        tight.announce("a");
        full[0] = false;

        tight.announce("b");

        assertThat(sent).containsExactly(List.of("b"));
    }
}
