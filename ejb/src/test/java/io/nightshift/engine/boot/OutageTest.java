package io.nightshift.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.api.handler.JobContext.LogLevel;
import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.JobId;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.RunStore.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the engine makes of a database, a node or a claim that goes away under it. */
class OutageTest {

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

    /** What it wrote itself is no work of others: it counts, and who waits for the job hears of it. */
    @Test
    void knowsItsOwnOutcomeWhenOnlyTheAnswerWasLost() {
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.jobs.loseAnswerOfFinishOnce();

            JobId id = fixture.submit();

            await().until(() -> fixture.engine.holdings().size() == 0
                    && !fixture.endings(id).isEmpty());
            assertThat(fixture.endings(id)).containsExactly(new Finished.Succeeded("\"ok\""));
            assertThat(fixture.engine.counters().fenced()).isZero();
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

    /** Nobody took the claim meanwhile, so the outcome counts; given back, the job would run again as the same attempt. */
    @Test
    void writesWhatEndedAlsoWhenTheDatabaseWasAwayForLongerThanTheLease() {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.work.set((args, context) -> {
                runs.incrementAndGet();
                end.await();
                return Outcome.success();
            });
            JobId id = fixture.submit();
            await().until(() -> fixture.engine.holdings().running() == 1);
            fixture.jobs.fault(new IllegalStateException("database is away"));
            fixture.nodes.away(true);
            end.countDown();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !fixture.engine.node().active());

            fixture.jobs.fault(null);
            fixture.nodes.away(false);

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(fixture.endings(id)).containsExactly(new Finished.Succeeded(null)));
            int beats = fixture.nodes.heartbeats();
            // Each compares what is held with what the store says.
            await().atMost(Duration.ofSeconds(20)).until(() -> fixture.nodes.heartbeats() > beats + 2);
            assertThat(runs).hasValue(1);
        }
    }

    @Test
    void goesOnWritingOutcomesAfterAnErrorOfTheStore() {
        try (EngineFixture fixture = new EngineFixture().started()) {
            fixture.jobs.failFinishOnce(new NoClassDefFoundError("gone with a redeploy"));
            fixture.jobs.failFinishOnce(new StackOverflowError());
            JobId first = fixture.submit();

            await().untilAsserted(
                            () -> assertThat(fixture.endings(first)).containsExactly(new Finished.Succeeded("\"ok\"")));
            JobId second = fixture.submit();
            await().until(() -> !fixture.endings(second).isEmpty());
        }
    }

    /** Neither a slot nor a place is lost with a thread that the machine did not have. */
    @Test
    void runsJobsOnceThereAreThreadsAgain() {
        try (EngineFixture fixture = new EngineFixture("nightshift.slots=2").started()) {
            fixture.refuseHandlers(5);

            JobId first = fixture.submit();

            await().until(() -> !fixture.endings(first).isEmpty());
            CountDownLatch both = new CountDownLatch(2);
            fixture.work.set((args, context) -> {
                both.countDown();
                both.await();
                return Outcome.success();
            });
            JobId second = fixture.submit();
            JobId third = fixture.submit();
            await().until(() -> !fixture.endings(second).isEmpty()
                    && !fixture.endings(third).isEmpty());
        }
    }
}
