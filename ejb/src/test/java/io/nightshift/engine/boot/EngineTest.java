package io.nightshift.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.api.handler.JobContext.LogLevel;
import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.boot.EngineFixture.Args;
import io.nightshift.store.job.Finished;
import io.nightshift.store.job.RunStore.Line;
import io.nightshift.store.stat.StatStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
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
    void storesLogLinesBeforeTheOutcome() {
        List<Integer> linesAtEnd = new ArrayList<>();
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> {
                context.log(LogLevel.INFO, "first");
                context.log(LogLevel.WARN, "second");
                context.progress(1, 2, "half");
                return Outcome.success();
            });

            JobId id = fixture.submit();

            await().until(() -> {
                if (fixture.endings(id).isEmpty()) {
                    return false;
                }
                linesAtEnd.add(fixture.runs.lines.size());
                return true;
            });
            assertThat(linesAtEnd).containsExactly(2);
            assertThat(fixture.runs.lines).extracting(Line::message).containsExactly("first", "second");
            assertThat(fixture.runs.reports).hasSize(1);
        }
    }

    @Test
    void writesOutcomesOnceTheDatabaseIsBack() {
        CountDownLatch end = new CountDownLatch(1);
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> {
                end.await();
                return Outcome.success();
            });
            JobId id = fixture.submit();
            await().until(() -> fixture.engine.holdings().running() == 1);
            fixture.jobs.fault(new IllegalStateException("database is away"));
            end.countDown();
            await().pollDelay(Duration.ofMillis(300))
                    .until(() -> fixture.engine.holdings().running() == 0);

            fixture.jobs.fault(null);

            await().untilAsserted(() -> assertThat(fixture.endings(id)).containsExactly(new Finished.Succeeded(null)));
        }
    }

    @Test
    void discardsOutcomeOfJobThatWasRescued() {
        CountDownLatch end = new CountDownLatch(1);
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> {
                end.await();
                return Outcome.success();
            });
            JobId id = fixture.submit();
            await().until(() -> fixture.engine.holdings().running() == 1);

            fixture.jobs.rescueAll();
            end.countDown();

            await().until(() -> fixture.engine.counters().fenced() == 1);
            assertThat(fixture.endings(id)).isEmpty();
            assertThat(fixture.engine.holdings().size()).isZero();
        }
    }

    @Test
    void takesNewIncarnationAndStopsRunsWhenItsRowIsGone() {
        try (EngineFixture fixture = new EngineFixture().started()) {
            CountDownLatch told = new CountDownLatch(1);
            fixture.work.set((args, context) -> {
                try {
                    new CountDownLatch(1).await();
                } finally {
                    told.countDown();
                }
                return Outcome.success();
            });
            JobId lost = fixture.submit();
            await().until(() -> fixture.engine.holdings().running() == 1);
            fixture.work.set((args, context) -> Outcome.success());

            fixture.jobs.rescueAll();
            fixture.nodes.forgetAll();

            await().until(() -> told.getCount() == 0);
            await().until(() -> fixture.nodes.all().size() == 1);
            JobId next = fixture.submit();
            await().until(() -> !fixture.endings(next).isEmpty());
            assertThat(fixture.endings(lost)).isEmpty();
        }
    }

    @Test
    void givesBackClaimsItDoesNotKnow() {
        try (EngineFixture fixture = new EngineFixture("nightshift.lease=3s")) {
            JobId id = fixture.submit();
            fixture.engine.start();
            await().until(() -> !fixture.endings(id).isEmpty());
            fixture.queues.pause("default", "tester", null);
            fixture.engine.lanes().refresh();
            JobId strange = fixture.submit();
            fixture.jobs.strange(fixture.nodes.all().get(0).incarnation(), strange);

            await().atMost(Duration.ofSeconds(20)).until(() -> fixture.jobs.readyJobs() == 1);
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
    void givesBackWhatDoesNotEndBeforeShutdown() {
        EngineFixture fixture = new EngineFixture().started();
        fixture.work.set((args, context) -> {
            new CountDownLatch(1).await();
            return Outcome.success();
        });
        JobId id = fixture.submit();
        await().until(() -> fixture.engine.holdings().running() == 1);

        fixture.close();

        assertThat(fixture.endings(id)).isEmpty();
        assertThat(fixture.jobs.readyJobs()).isEqualTo(1);
        assertThat(fixture.jobs.claimedJobs()).isZero();
        assertThat(fixture.nodes.all()).isEmpty();
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
