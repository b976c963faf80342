package io.nightshift.engine.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifeTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, 20, 1, TimeUnit.SECONDS, new SynchronousQueue<>());

    @AfterEach
    void stop() {
        over.set(true);
        threads.shutdownNow();
    }

    @Test
    void whateverARoundThrowsEndsThatRoundAlone() {
        AtomicInteger rounds = new AtomicInteger();
        Life life = new Life(threads, BOUND, nanos::get);

        life.keep("a", over::get, pulse -> {
            switch (rounds.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("one round");
                case 2 -> throw new StackOverflowError();
                case 3 -> throw new NoClassDefFoundError("gone with a redeploy");
                default -> new CountDownLatch(1).await();
            }
        });

        await().until(() -> rounds.get() == 4);
        assertThat(life.troubles()).isEmpty();
    }

    @Test
    void aLoopThatTheMachineHadNoThreadForGetsOneLater() {
        AtomicBoolean full = new AtomicBoolean(true);
        AtomicInteger rounds = new AtomicInteger();
        Life life = new Life(
                task -> {
                    if (full.get()) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    threads.execute(task);
                },
                BOUND,
                nanos::get);
        life.keep("a", over::get, pulse -> {
            rounds.incrementAndGet();
            new CountDownLatch(1).await();
        });
        assertThat(rounds).hasValue(0);

        nanos.addAndGet(BOUND.plusSeconds(3).toNanos());
        assertThat(life.troubles()).containsExactly("the loop 'a' has been silent for 63 s");
        full.set(false);
        life.tend();

        await().until(() -> rounds.get() == 1);
        assertThat(life.troubles()).isEmpty();
    }

    @Test
    void aLoopWhoseThreadDiedGetsAnother() {
        Deque<Runnable> handed = new ArrayDeque<>();
        AtomicInteger rounds = new AtomicInteger();
        Life life = new Life(handed::add, BOUND, nanos::get);
        life.keep("a", over::get, pulse -> {
            rounds.incrementAndGet();
            throw new InterruptedException("a stray interrupt");
        });

        handed.remove().run();
        boolean interrupted = Thread.interrupted();
        life.tend();
        life.tend();

        assertThat(interrupted).isTrue();
        assertThat(handed).as("started anew once").hasSize(1);
        assertThat(rounds).hasValue(1);
    }

    @Test
    void aRoundThatIsStuckIsToldAndOneThatBeatsItsPulseIsNot() {
        CountDownLatch began = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch beat = new CountDownLatch(1);
        CountDownLatch beaten = new CountDownLatch(1);
        Life life = new Life(threads, BOUND, nanos::get);
        life.keep("stuck", over::get, pulse -> {
            began.countDown();
            end.await();
        });
        life.keep("slow", over::get, pulse -> {
            began.countDown();
            beat.await();
            pulse.beat();
            beaten.countDown();
            end.await();
        });

        await().until(() -> began.getCount() == 0);
        nanos.addAndGet(BOUND.plusSeconds(1).toNanos());
        beat.countDown();
        await().until(() -> beaten.getCount() == 0);

        assertThat(life.troubles()).containsExactly("the loop 'stuck' has been silent for 61 s");
        over.set(true);
        assertThat(life.troubles())
                .as("one that has come to its end is silent for good")
                .isEmpty();
    }

    @Test
    void aDutyIsDoneAgainAndAgainUntilTheEnd() {
        AtomicInteger done = new AtomicInteger();
        Life life = new Life(threads, BOUND, System::nanoTime);
        life.every(Duration.ofMillis(1), "a", () -> {
            if (done.incrementAndGet() == 2) {
                throw new AssertionError("one turn");
            }
        });
        await().until(() -> done.get() > 4);

        life.end();

        await().until(() -> threads.getActiveCount() == 0);
        assertThat(life.troubles()).isEmpty();
    }
}
