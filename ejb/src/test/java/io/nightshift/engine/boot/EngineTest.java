package io.nightshift.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.api.handler.JobContext.LogLevel;
import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.boot.EngineFixture.Args;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.RunStore.Line;
import io.nightshift.store.stat.StatStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EngineTest {

    @Test
    void runsWhatIsSubmitted() {
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> Outcome.success("got " + args.number()));

            JobId id = fixture.submit(JobRequest.of("test", new Args(7)));

            await().untilAsserted(
                            () -> assertThat(fixture.endings(id)).containsExactly(new Finished.Succeeded("\"got 7\"")));
            assertThat(fixture.jobs.claimedJobs()).isZero();
        }
    }

    @Test
    void runsEachOfManyExactlyOnceInLargeBatches() {
        AtomicInteger calls = new AtomicInteger();
        try (EngineFixture fixture = new EngineFixture()) {
            fixture.work.set((args, context) -> {
                calls.incrementAndGet();
                return Outcome.success();
            });
            fixture.engine
                    .door()
                    .submission()
                    .submitAll(
                            IntStream.range(0, 10_000)
                                    .mapToObj(i -> JobRequest.of("test", new Args(1)))
                                    .toList(),
                            EngineFixture.CALLER);

            fixture.engine.start();

            await().until(() -> fixture.jobs.endedJobs() == 10_000);
            assertThat(calls).hasValue(10_000);
            assertThat(fixture.jobs.claimSizes().size()).isLessThan(500);
        }
    }

    @Test
    void takesLongJobsOneByOne() {
        CountDownLatch end = new CountDownLatch(1);
        try (EngineFixture fixture = new EngineFixture("nightshift.queue.concurrency=2").started()) {
            fixture.work.set((args, context) -> {
                end.await();
                return Outcome.success();
            });
            IntStream.range(0, 20).forEach(i -> fixture.submit());

            await().until(() -> fixture.engine.holdings().running() == 2);

            assertThat(fixture.jobs.claimedJobs()).isLessThanOrEqualTo(2);
            end.countDown();
            await().until(() -> fixture.jobs.endedJobs() == 20);
        } finally {
            end.countDown();
        }
    }

    /** Tiny jobs share few threads; who waits behind a long one must not wait for its end. */
    @Test
    void startsLongJobsSideBySideThoughTinyOnesCameBefore() {
        CountDownLatch end = new CountDownLatch(1);
        try (EngineFixture fixture = new EngineFixture("nightshift.queue.concurrency=8").started()) {
            fixture.work.set((args, context) -> Outcome.success());
            IntStream.range(0, 500).forEach(i -> fixture.submit());
            await().until(() -> fixture.jobs.endedJobs() == 500);

            fixture.work.set((args, context) -> {
                end.await();
                return Outcome.success();
            });
            IntStream.range(0, 8).forEach(i -> fixture.submit());

            await().until(() -> fixture.engine.holdings().running() == 8);
            end.countDown();
            await().until(() -> fixture.jobs.endedJobs() == 508);
        } finally {
            end.countDown();
        }
    }

    @Test
    void triesAgainUntilAttemptsAreUsedUp() {
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> {
                throw new IllegalArgumentException("broken\u0000" + context.attempt());
            });

            JobId id = fixture.submit();

            await().until(() -> fixture.jobs.ended(id).size() == 3);
            Finished.Failed last = (Finished.Failed) fixture.endings(id).get(2);
            assertThat(last.kind()).isEqualTo(Kind.FAILED);
            assertThat(last.error().message()).isEqualTo("broken\uFFFD3");
            assertThat(last.error().errorClass()).isEqualTo("java.lang.IllegalArgumentException");
            assertThat(last.error().stackTrace()).contains("EngineTest");
            assertThat(fixture.jobs.started())
                    .as("marks of second and later attempts")
                    .containsExactly(id, id);
        }
    }

    @Test
    void failsForGoodWhenTheHandlerSaysSo() {
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> Outcome.fail("no such customer"));

            JobId id = fixture.submit();

            await().until(() -> !fixture.endings(id).isEmpty());
            Finished.Failed failed = (Finished.Failed) fixture.endings(id).get(0);
            assertThat(failed.forGood()).isTrue();
            assertThat(failed.error().message()).isEqualTo("no such customer");
        }
    }

    @Test
    void failsForGoodAfterAnExceptionThatTheHandlerNames() {
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> {
                throw new UnsupportedOperationException("never");
            });

            JobId id = fixture.submit();

            await().until(() -> !fixture.endings(id).isEmpty());
            assertThat(((Finished.Failed) fixture.endings(id).get(0)).forGood()).isTrue();
        }
    }

    @Test
    void failsForGoodWhenTheResultIsTooLarge() {
        try (EngineFixture fixture = new EngineFixture("nightshift.payload.max.bytes=1024").started()) {
            fixture.work.set((args, context) -> Outcome.success("x".repeat(2_000)));

            JobId id = fixture.submit();

            await().until(() -> !fixture.endings(id).isEmpty());
            assertThat(((Finished.Failed) fixture.endings(id).get(0)).forGood()).isTrue();
        }
    }

    @Test
    void snoozesWithTheSameAttemptAndSaysSoInTheLog() {
        AtomicInteger calls = new AtomicInteger();
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> calls.incrementAndGet() < 3
                    ? Outcome.snooze(Duration.ofMinutes(5), "not there yet")
                    : Outcome.success("attempt " + context.attempt()));

            JobId id = fixture.submit();

            await().until(() -> fixture.jobs.ended(id).size() == 3);
            assertThat(fixture.endings(id))
                    .containsExactly(
                            new Finished.Snoozed(Duration.ofMinutes(5)),
                            new Finished.Snoozed(Duration.ofMinutes(5)),
                            new Finished.Succeeded("\"attempt 1\""));
            assertThat(fixture.runs.lines).extracting(Line::message).contains("Snoozes for PT5M: not there yet");
            await().untilAsserted(() -> {
                synchronized (fixture.stats.counts) {
                    assertThat(fixture.stats.counts)
                            .extracting(StatStore.Count::result)
                            .containsExactly("SUCCEEDED");
                }
            });
        }
    }

    @Test
    void succeedsInSpiteOfAnExceptionThatTheHandlerIgnoresAndKeepsItInTheLog() {
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> {
                throw new ArithmeticException("by zero");
            });

            JobId id = fixture.submit();

            await().until(() -> !fixture.endings(id).isEmpty());
            assertThat(fixture.endings(id)).containsExactly(new Finished.Succeeded(null));
            assertThat(fixture.runs.lines).anySatisfy(line -> {
                assertThat(line.level()).isEqualTo(LogLevel.WARN);
                assertThat(line.message()).isEqualTo("Ignored: java.lang.ArithmeticException: by zero");
            });
        }
    }

    @Test
    void takesNothingFromPausedQueue() {
        try (EngineFixture fixture = new EngineFixture()) {
            JobId id = fixture.submit();
            fixture.queues.pause("default", "tester", null);
            fixture.engine.start();

            await().during(Duration.ofMillis(300)).until(() -> fixture.jobs.readyJobs() == 1);
            fixture.queues.resume("default");

            await().until(() -> !fixture.endings(id).isEmpty());
        }
    }

    @Test
    void countsWhatEnded() {
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.submit();
            fixture.submit();

            await().untilAsserted(() -> {
                synchronized (fixture.stats.counts) {
                    assertThat(fixture.stats.counts.stream()
                                    .mapToLong(count -> count.jobs())
                                    .sum())
                            .isEqualTo(2);
                    assertThat(fixture.stats.counts).allMatch(count -> "SUCCEEDED".equals(count.result()));
                }
            });
        }
    }
}
