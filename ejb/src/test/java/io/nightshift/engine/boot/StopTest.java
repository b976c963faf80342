package io.nightshift.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.boot.EngineFixture.Args;
import io.nightshift.store.port.Finished;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Attempts that are not to go on, or not to begin: timeouts, time limits, deadlines and cancellations. */
class StopTest {

    @Test
    void interruptsWhatRunsLongerThanItsTimeout() {
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> {
                new CountDownLatch(1).await();
                return Outcome.success();
            });

            JobId id = fixture.submit(JobRequest.of("test", new Args(1))
                    .withTimeout(Duration.ofMillis(100))
                    .withMaxAttempts(1));

            await().until(() -> !fixture.endings(id).isEmpty());
            Finished.Failed failed = (Finished.Failed) fixture.endings(id).get(0);
            assertThat(failed.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(fixture.engine.holdings().leaked()).isZero();
        }
    }

    @Test
    void interruptsWhatRunsLongerThanTheTimeLimitOfItsJobAndTriesItNoMore() {
        List<Instant> deadlines = new CopyOnWriteArrayList<>();
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> {
                context.deadline().ifPresent(deadlines::add);
                new CountDownLatch(1).await();
                return Outcome.success();
            });
            Instant before = Clock.systemUTC().instant();

            JobId id = fixture.submit(JobRequest.of("test", new Args(1))
                    .withTimeout(Duration.ofHours(1))
                    .withTimeLimit(Duration.ofSeconds(1)));

            await().until(() -> !fixture.endings(id).isEmpty());
            Finished.Failed failed = (Finished.Failed) fixture.endings(id).get(0);
            assertThat(failed.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(failed.forGood()).isTrue();
            assertThat(failed.error().message()).startsWith("The job's time limit was over");
            assertThat(deadlines)
                    .singleElement()
                    .satisfies(deadline -> assertThat(deadline).isBefore(before.plus(Duration.ofMinutes(30))));
        }
    }

    @Test
    void startsNothingWhoseTimeLimitIsOver() {
        AtomicInteger calls = new AtomicInteger();
        try (EngineFixture fixture = new EngineFixture()) {
            fixture.work.set((args, context) -> {
                calls.incrementAndGet();
                return Outcome.success();
            });
            fixture.jobs.endAt(Instant.EPOCH);
            JobId first = fixture.submit(JobRequest.of("test", new Args(1)).withTimeLimit(Duration.ofSeconds(1)));
            JobId second = fixture.submit(JobRequest.of("test", new Args(1)).withTimeLimit(Duration.ofSeconds(1)));
            fixture.jobs.attempt(second, 2);

            fixture.engine.start();

            await().until(() -> fixture.jobs.endedJobs() == 2);
            assertThat(fixture.endings(first)).containsExactly(new Finished.Expired());
            assertThat(fixture.endings(second))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Finished.Failed.class,
                            failed -> assertThat(failed.forGood()).isTrue());
            assertThat(calls).hasValue(0);
        }
    }

    @Test
    void givesUpHandlerThatIgnoresItsInterruptAndDiscardsItsLateResult() {
        AtomicBoolean end = new AtomicBoolean();
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> {
                while (!end.get()) {
                    Thread.onSpinWait();
                }
                return Outcome.success("late");
            });

            JobId id = fixture.submit(JobRequest.of("test", new Args(1))
                    .withTimeout(Duration.ofMillis(50))
                    .withMaxAttempts(1));

            await().until(() -> !fixture.endings(id).isEmpty());
            assertThat(((Finished.Failed) fixture.endings(id).get(0)).kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(fixture.engine.holdings().leaked()).isEqualTo(1);
            end.set(true);
            await().until(() -> fixture.engine.holdings().leaked() == 0);
            assertThat(fixture.endings(id)).hasSize(1);
        } finally {
            end.set(true);
        }
    }

    @Test
    void stopsHandlerOfCancelledJob() {
        CountDownLatch running = new CountDownLatch(1);
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> {
                running.countDown();
                new CountDownLatch(1).await();
                return Outcome.success();
            });
            JobId id = fixture.submit();
            await().until(() -> running.getCount() == 0);

            var unused = fixture.jobs.cancel(id, "somebody");

            await().until(() -> !fixture.endings(id).isEmpty());
            assertThat(fixture.endings(id).get(0)).isInstanceOf(Finished.Cancelled.class);
        }
    }

    @Test
    void givesUpACancelledHandlerThatIgnoresItsInterruptAndKeepsItsSlotUntilItReturns() {
        AtomicBoolean end = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(1);
        try (EngineFixture fixture = new EngineFixture("nightshift.slots=1").started()) {
            fixture.work.set((args, context) -> {
                running.countDown();
                while (!end.get()) {
                    Thread.onSpinWait();
                }
                return Outcome.success("late");
            });
            JobId id = fixture.submit();
            await().until(() -> running.getCount() == 0);

            var unused = fixture.jobs.cancel(id, "somebody");

            await().until(() -> !fixture.endings(id).isEmpty());
            assertThat(fixture.endings(id).get(0)).isInstanceOf(Finished.Cancelled.class);
            assertThat(fixture.engine.holdings().leaked()).isEqualTo(1);
            JobId next = fixture.submit();
            await().during(Duration.ofMillis(200))
                    .until(() -> fixture.endings(next).isEmpty());
            end.set(true);
            await().until(() -> !fixture.endings(next).isEmpty());
            assertThat(fixture.engine.holdings().leaked()).isZero();
            assertThat(fixture.endings(id)).hasSize(1);
        } finally {
            end.set(true);
        }
    }

    @Test
    void keepsSuccessThoughSomebodyCancelled() {
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> {
                while (!context.cancelled()) {
                    Thread.onSpinWait();
                }
                return Outcome.success("done");
            });
            JobId id = fixture.submit();

            var unused = fixture.jobs.cancel(id, "somebody");

            await().until(() -> !fixture.endings(id).isEmpty());
            assertThat(fixture.endings(id)).containsExactly(new Finished.Succeeded("\"done\""));
        }
    }

    @Test
    void expiresWhatCouldNotStartInTime() {
        try (EngineFixture fixture = new EngineFixture().started()) {
            JobId id = fixture.submit(
                    JobRequest.of("test", new Args(1)).withStartBefore(Instant.parse("2001-01-01T00:00:00Z")));

            await().untilAsserted(() -> assertThat(fixture.endings(id)).containsExactly(new Finished.Expired()));
        }
    }

    @Test
    void aJobThatHasSnoozedIsNeverTooLateToStart() {
        AtomicInteger calls = new AtomicInteger();
        Instant latest = Instant.now().plusMillis(700);
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> {
                calls.incrementAndGet();
                return Instant.now().isBefore(latest.plusMillis(100))
                        ? Outcome.snooze(Duration.ZERO)
                        : Outcome.success("after its latest start");
            });

            JobId id = fixture.submit(JobRequest.of("test", new Args(1)).withStartBefore(latest));

            await().until(() -> fixture.endings(id).stream().anyMatch(ending -> !(ending instanceof Finished.Snoozed)));
            assertThat(calls.get()).isGreaterThan(1);
            List<Finished.Ending> endings = fixture.endings(id);
            assertThat(endings.get(endings.size() - 1)).isEqualTo(new Finished.Succeeded("\"after its latest start\""));
        }
    }
}
