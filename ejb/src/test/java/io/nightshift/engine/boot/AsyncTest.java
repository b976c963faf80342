package io.nightshift.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobContext.LogLevel;
import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.boot.EngineFixture.Args;
import io.nightshift.store.port.Finished;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Jobs whose handlers answer with a stage. */
class AsyncTest {

    private final Queue<CompletableFuture<Outcome<String>>> open = new ConcurrentLinkedQueue<>();

    /** Answers with stages that a test completes. */
    private CompletableFuture<Outcome<String>> begin() {
        CompletableFuture<Outcome<String>> stage = new CompletableFuture<>();
        open.add(stage);
        return stage;
    }

    private CompletableFuture<Outcome<String>> next() {
        CompletableFuture<Outcome<String>> first = open.poll();
        if (first != null) {
            return first;
        }
        await().pollInterval(Duration.ofMillis(2)).until(() -> !open.isEmpty());
        return open.remove();
    }

    private EngineFixture waiting(String... settings) {
        EngineFixture fixture = EngineFixture.withAsync(settings);
        fixture.async.set((args, context) -> begin());
        return fixture;
    }

    private static void submit(EngineFixture fixture, int jobs) {
        fixture.engine
                .door()
                .submission()
                .submitAll(
                        IntStream.range(0, jobs)
                                .mapToObj(i -> JobRequest.of("async", new Args(1)))
                                .toList(),
                        EngineFixture.CALLER);
    }

    @Test
    void tenThousandWaitAtOnceWithAFewThreadsAndAreClaimedInBatches() {
        try (EngineFixture fixture = waiting("nightshift.queue.concurrency=100000")) {
            submit(fixture, 10_000);

            fixture.engine.start();

            await().atMost(Duration.ofSeconds(30)).until(() -> open.size() == 10_000);
            assertThat(fixture.engine.holdings().running()).isEqualTo(10_000);
            assertThat(fixture.threads())
                    .as("32 slots, and what the engine has of its own")
                    .isLessThan(60);
            assertThat(fixture.jobs.claimSizes().size()).isLessThan(300);
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> fixture.jobs.markSizes().stream()
                                    .mapToInt(size -> size)
                                    .sum()
                            == 10_000);
            assertThat(fixture.jobs.markSizes().size())
                    .as("transactions for their marks")
                    .isLessThan(100);
            JobId other = fixture.submit();
            await().until(() -> !fixture.endings(other).isEmpty());

            open.forEach(stage -> stage.complete(Outcome.success("done")));

            await().atMost(Duration.ofSeconds(30)).until(() -> fixture.jobs.endedJobs() == 10_001);
            await().until(() -> fixture.engine.holdings().size() == 0);
            assertThat(fixture.engine.holdings().running()).isZero();
            await().until(() -> fixture.async.released() == 10_000);
        }
    }

    @Test
    void neverRunsMoreThanTheQueueAllowsAndTakesTheNextWhenOneEnds() {
        try (EngineFixture fixture = waiting("nightshift.queue.concurrency=3").started()) {
            submit(fixture, 8);
            for (int ended = 0; ended < 8; ended++) {
                int running = Math.min(3, 8 - ended);
                await().until(() -> open.size() == running);
                await().during(Duration.ofMillis(120)).until(() -> open.size() == running);
                next().complete(Outcome.success());
            }

            await().until(() -> fixture.jobs.endedJobs() == 8);
        }
    }

    @Test
    void threadsAndStagesShareThePlacesOfTheirQueue() {
        CountDownLatch end = new CountDownLatch(1);
        try (EngineFixture fixture = waiting("nightshift.queue.concurrency=2").started()) {
            fixture.work.set((args, context) -> {
                end.await();
                return Outcome.success();
            });
            submit(fixture, 2);
            await().until(() -> open.size() == 2);

            JobId blocking = fixture.submit();
            await().during(Duration.ofMillis(300))
                    .until(() -> fixture.engine.holdings().running() == 2);
            next().complete(Outcome.success());

            await().until(() -> fixture.engine.holdings().running() == 2
                    && fixture.engine.holdings().find(blocking) != null);
            end.countDown();
            await().until(() -> !fixture.endings(blocking).isEmpty());
        } finally {
            end.countDown();
        }
    }

    @Test
    void neverRunsMoreThanTheNodeAllowsAndLeavesItsOtherSlotsAlone() {
        try (EngineFixture fixture =
                waiting("nightshift.async.slots=4", "nightshift.slots=2").started()) {
            submit(fixture, 10);
            await().until(() -> open.size() == 4);
            await().during(Duration.ofMillis(300)).until(() -> open.size() == 4);
            assertThat(fixture.jobs.claimedJobs())
                    .as("nothing is taken that cannot start")
                    .isEqualTo(4);

            JobId other = fixture.submit();

            await().until(() -> !fixture.endings(other).isEmpty());
            IntStream.range(0, 10).forEach(i -> next().complete(Outcome.success()));
            await().until(() -> fixture.jobs.endedJobs() == 11);
        }
    }

    /** Nobody tells this node of the job, and what fills its lane ends for hours. */
    @Test
    void aFullLaneStillPollsForJobsWithAThread() {
        try (EngineFixture fixture = waiting("nightshift.async.slots=2").started()) {
            submit(fixture, 5);
            await().until(() -> open.size() == 2);

            JobId id = fixture.submitUnnoticed();

            await().until(() -> !fixture.endings(id).isEmpty());
        }
    }

    @Test
    void aSteadyStreamOfEndsIsRefilledInBatches() {
        try (EngineFixture fixture = waiting("nightshift.queue.concurrency=400")) {
            submit(fixture, 4_000);
            fixture.engine.start();
            await().until(() -> open.size() == 400);
            int before = fixture.jobs.claimSizes().size();

            IntStream.range(0, 3_600).forEach(i -> next().complete(Outcome.success()));

            await().until(() -> open.size() == 400);
            assertThat(fixture.jobs.claimSizes().size() - before).isLessThan(360);
        }
    }

    @Test
    void whateverAStageCompletesWithIsTheAttemptsEnd() {
        Map<JobId, CompletableFuture<Outcome<String>>> stages = new ConcurrentHashMap<>();
        try (EngineFixture fixture = EngineFixture.withAsync().started()) {
            fixture.async.set((args, context) -> stages.computeIfAbsent(context.id(), id -> new CompletableFuture<>()));
            JobId good = fixture.submitAsync();
            JobId never = fixture.submitAsync();
            JobId wrapped = fixture.submitAsync();
            JobId ignored = fixture.submitAsync();
            JobId refused = fixture.submitAsync();
            await().until(() -> stages.size() == 5);

            stage(stages, good).complete(Outcome.success("fine"));
            stage(stages, never).complete(nothing());
            stage(stages, wrapped).completeExceptionally(new CompletionException(new IllegalStateException("inner")));
            stage(stages, ignored).completeExceptionally(new NumberFormatException("no matter"));
            stage(stages, refused).complete(Outcome.fail("for good"));

            await().until(() -> fixture.jobs.endedJobs() == 5);
            assertThat(fixture.endings(good)).containsExactly(new Finished.Succeeded("\"fine\""));
            assertThat(failed(fixture, never).error().message()).contains("null instead of an Outcome");
            assertThat(failed(fixture, wrapped).error().errorClass()).isEqualTo("java.lang.IllegalStateException");
            assertThat(fixture.endings(ignored)).containsExactly(new Finished.Succeeded(null));
            assertThat(fixture.runs.lines).anySatisfy(line -> {
                assertThat(line.level()).isEqualTo(LogLevel.WARN);
                assertThat(line.message()).contains("NumberFormatException", "no matter");
            });
            assertThat(failed(fixture, refused).forGood()).isTrue();
        }
    }

    @Test
    void whatEndsBeforeThereIsAStageIsAnAttemptsEndToo() {
        try (EngineFixture fixture = EngineFixture.withAsync().started()) {
            fixture.async.set((args, context) -> null);
            JobId none = fixture.submitAsync();
            await().until(() -> !fixture.endings(none).isEmpty());
            assertThat(failed(fixture, none).error().message()).contains("null instead of a CompletionStage");

            fixture.async.set((args, context) -> {
                throw new IllegalArgumentException("at once");
            });
            JobId thrown = fixture.submitAsync();
            await().until(() -> !fixture.endings(thrown).isEmpty());
            assertThat(failed(fixture, thrown).forGood()).isTrue();

            fixture.async.set((args, context) -> CompletableFuture.completedFuture(Outcome.success("at once")));
            JobId done = fixture.submitAsync();
            await().until(() -> !fixture.endings(done).isEmpty());
            assertThat(fixture.endings(done)).containsExactly(new Finished.Succeeded("\"at once\""));
            await().until(() -> fixture.engine.holdings().running() == 0);
        }
    }

    @Test
    void reportsReachTheStoreAfterTheHandlerReturned() {
        AtomicReference<@Nullable JobContext> context = new AtomicReference<>();
        try (EngineFixture fixture = EngineFixture.withAsync().started()) {
            fixture.async.set((args, given) -> {
                context.set(given);
                return begin();
            });
            JobId id = fixture.submitAsync();
            CompletableFuture<Outcome<String>> stage = next();
            await().until(() -> context.get() != null);

            JobContext given = context.get();
            if (given != null) {
                given.log(LogLevel.INFO, "from another thread");
            }
            stage.complete(Outcome.success());

            await().until(() -> !fixture.endings(id).isEmpty());
            assertThat(fixture.runs.lines).anyMatch(line -> line.message().equals("from another thread"));
        }
    }

    @Test
    void cancelsTheStageOfACancelledJob() {
        try (EngineFixture fixture = waiting().started()) {
            JobId id = fixture.submitAsync();
            CompletableFuture<Outcome<String>> stage = next();

            var unused = fixture.jobs.cancel(id, "somebody");

            await().until(() -> !fixture.endings(id).isEmpty());
            assertThat(stage).isCancelled();
            assertThat(fixture.endings(id).get(0)).isInstanceOf(Finished.Cancelled.class);
            assertThat(fixture.engine.holdings().leaked()).isZero();
        }
    }

    @Test
    void cancelsTheStageOfAnAttemptThatTakesTooLong() {
        try (EngineFixture fixture = waiting().started()) {
            JobId id = fixture.submit(JobRequest.of("async", new Args(1))
                    .withTimeout(Duration.ofMillis(100))
                    .withMaxAttempts(1));

            await().until(() -> !fixture.endings(id).isEmpty());

            assertThat(failed(fixture, id).kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(next()).isCancelled();
        }
    }

    /** A stage that cannot be cancelled from outside and never completes must hold neither its job nor a place. */
    @Test
    void givesUpAStageThatNeverCompletesAndDiscardsItsLateAnswer() {
        try (EngineFixture fixture = EngineFixture.withAsync(
                        "nightshift.queue.concurrency=1", "nightshift.async.slots=1")
                .started()) {
            fixture.async.set((args, context) -> begin().minimalCompletionStage());
            JobId id = fixture.submitAsync();
            CompletableFuture<Outcome<String>> stage = next();

            var unused = fixture.jobs.cancel(id, "somebody");

            await().until(() -> !fixture.endings(id).isEmpty());
            assertThat(fixture.endings(id).get(0)).isInstanceOf(Finished.Cancelled.class);
            await().until(() -> fixture.engine.holdings().running() == 0);
            assertThat(fixture.engine.holdings().leaked())
                    .as("no thread is lost")
                    .isZero();
            await().until(() -> fixture.async.released() == 1);
            stage.complete(Outcome.success("late"));
            JobId next = fixture.submitAsync();
            next().complete(Outcome.success("next"));
            await().until(() -> !fixture.endings(next).isEmpty());
            assertThat(fixture.endings(id)).hasSize(1);
            await().until(() -> fixture.async.released() == 2);
            await().until(() -> fixture.engine.holdings().size() == 0);
        }
    }

    @Test
    void givesBackWhatDoesNotCompleteBeforeShutdown() {
        EngineFixture fixture = waiting("nightshift.queue.concurrency=1000").started();
        submit(fixture, 300);
        await().until(() -> open.size() == 300);

        fixture.close();

        assertThat(open).allMatch(CompletableFuture::isCancelled);
        assertThat(fixture.jobs.endedJobs()).isZero();
        assertThat(fixture.jobs.readyJobs()).isEqualTo(300);
        assertThat(fixture.jobs.claimedJobs()).isZero();
    }

    @Test
    void stopsAStageWhoseClaimWasLostAndKeepsNothingOfIt() {
        try (EngineFixture fixture =
                EngineFixture.withAsync("nightshift.queue.concurrency=1").started()) {
            fixture.async.set((args, context) -> begin().minimalCompletionStage());
            JobId lost = fixture.submitAsync();
            CompletableFuture<Outcome<String>> stage = next();

            fixture.jobs.rescueAll();
            fixture.nodes.forgetAll();

            await().until(() -> fixture.engine.holdings().find(lost) == null);
            stage.complete(Outcome.success("late"));
            JobId next = fixture.submitAsync();
            next().complete(Outcome.success("next"));
            await().until(() -> !fixture.endings(next).isEmpty());
            assertThat(fixture.endings(lost)).isEmpty();
        }
    }

    /** What hangs on a stage runs on the thread that cancels it; that must not be one that the engine needs. */
    @Test
    void aStageWhoseDependentsBlockHoldsUpNothingElse() {
        CountDownLatch end = new CountDownLatch(1);
        try (EngineFixture fixture = EngineFixture.withAsync().started()) {
            fixture.async.set((args, context) -> {
                CompletableFuture<Outcome<String>> stage = begin();
                var unused = stage.whenComplete((outcome, thrown) -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                return stage;
            });
            JobId stuck = fixture.submitAsync();
            CompletableFuture<Outcome<String>> unused = next();
            var reply = fixture.jobs.cancel(stuck, "somebody");
            await().until(() -> !fixture.endings(stuck).isEmpty());

            JobId other = fixture.submit();

            await().until(() -> !fixture.endings(other).isEmpty());
        } finally {
            end.countDown();
        }
    }

    private static CompletableFuture<Outcome<String>> stage(
            Map<JobId, CompletableFuture<Outcome<String>>> stages, JobId id) {
        return Objects.requireNonNull(stages.get(id));
    }

    @SuppressWarnings("NullAway") // a handler may do that
    private static Outcome<String> nothing() {
        return null;
    }

    private static Finished.Failed failed(EngineFixture fixture, JobId id) {
        return (Finished.Failed) fixture.endings(id).get(0);
    }
}
