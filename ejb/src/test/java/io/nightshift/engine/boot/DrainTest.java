package io.nightshift.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.JobId;
import io.nightshift.store.node.NodeStore.Node;
import io.nightshift.store.node.NodeStore.State;
import io.nightshift.store.port.Finished;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A node that is stopped, or drained from outside: no attempt is spent, nothing runs twice. */
class DrainTest {

    private static final int JOBS = 400;
    private static final int SHORT = 100;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<JobId, AtomicInteger> starts = new ConcurrentHashMap<>();

    @Test
    void aStopLetsRunningJobsEndGivesBackTheOthersAndKeepsTheLease() {
        try (EngineFixture fixture = new EngineFixture("nightshift.drain=60s", "nightshift.queue.concurrency=4")) {
            List<JobId> jobs = fillUp(fixture);

            CompletableFuture<Void> stop = CompletableFuture.runAsync(fixture.engine::stop);

            await("all that did not start is given back")
                    .atMost(LONG_ENOUGH)
                    .until(() -> fixture.jobs.claimedJobs() == 4);
            int heartbeats = fixture.nodes.heartbeats();
            await("the lease is renewed while jobs run")
                    .atMost(LONG_ENOUGH)
                    .until(() -> fixture.nodes.heartbeats() >= heartbeats + 3);
            assertThat(stop).isNotDone();
            assertThat(fixture.engine.holdings().running()).isEqualTo(4);
            end.countDown();
            stop.join();

            assertThat(fixture.jobs.claimedJobs()).isZero();
            assertThat(fixture.jobs.endedJobs() + fixture.jobs.readyJobs()).isEqualTo(JOBS);
            assertThat(fixture.jobs.readyJobs()).isGreaterThan(JOBS / 2);
            assertThat(fixture.jobs.readyAttempts()).containsExactly(1);
            assertThat(jobs)
                    .allSatisfy(id -> assertThat(fixture.jobs.ended(id))
                            .allMatch(finished ->
                                    finished.attempt() == 1 && finished.ending() instanceof Finished.Succeeded)
                            .hasSize(starts.containsKey(id) ? 1 : 0));
            assertThat(starts.values()).allMatch(count -> count.get() == 1);
            assertThat(fixture.nodes.all()).isEmpty();
        } finally {
            end.countDown();
        }
    }

    @Test
    void aClaimThatIsOnItsWayWhenTheNodeStopsGoesBack() {
        CountDownLatch came = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (EngineFixture fixture = new EngineFixture("nightshift.drain=60s")) {
            fixture.jobs.holdClaims(came, go);
            fixture.started();
            fixture.submit();
            await().until(() -> came.getCount() == 0);

            CompletableFuture<Void> stop = CompletableFuture.runAsync(fixture.engine::stop);
            await().during(Duration.ofMillis(300)).until(() -> !stop.isDone());
            assertThat(fixture.nodes.all()).hasSize(1);
            go.countDown();
            stop.join();

            assertThat(fixture.jobs.claimedJobs()).isZero();
            assertThat(fixture.jobs.readyAttempts()).containsExactly(1);
            assertThat(fixture.jobs.endedJobs()).isZero();
        } finally {
            go.countDown();
        }
    }

    @Test
    void aDrainingNodeGivesBackWhatItDidNotStartAndTakesJobsAgainWhenItIsResumed() {
        try (EngineFixture fixture = new EngineFixture("nightshift.queue.concurrency=4")) {
            List<JobId> jobs = fillUp(fixture);

            assertThat(fixture.nodes.drain(node(fixture).incarnation(), "ann")).isTrue();

            await().atMost(LONG_ENOUGH).until(() -> fixture.jobs.claimedJobs() == 4);
            await().atMost(LONG_ENOUGH).until(() -> node(fixture).running() == 4);
            assertThat(node(fixture).state()).isEqualTo(State.DRAINING);
            assertThat(fixture.engine.node().active()).isFalse();
            int heartbeats = fixture.nodes.heartbeats();
            end.countDown();
            await().atMost(LONG_ENOUGH).until(() -> node(fixture).state() == State.DRAINED);
            int ended = fixture.jobs.endedJobs();
            fixture.submit();
            await("the lease is renewed").atMost(LONG_ENOUGH).until(() -> fixture.nodes.heartbeats() >= heartbeats + 2);
            assertThat(fixture.jobs.endedJobs()).isEqualTo(ended).isLessThan(JOBS);

            assertThat(fixture.nodes.resume(node(fixture).incarnation())).isTrue();

            await().atMost(LONG_ENOUGH).until(() -> fixture.jobs.endedJobs() == JOBS + 1);
            assertThat(starts.values()).allMatch(count -> count.get() == 1);
            assertThat(jobs).allMatch(id -> fixture.jobs.ended(id).get(0).attempt() == 1);
        } finally {
            end.countDown();
        }
    }

    /** Many short jobs, so that the lane takes more than it can start, then long ones: four of them run. */
    private List<JobId> fillUp(EngineFixture fixture) {
        AtomicInteger started = new AtomicInteger();
        fixture.work.set((args, context) -> {
            starts.computeIfAbsent(context.id(), id -> new AtomicInteger()).incrementAndGet();
            if (started.incrementAndGet() > SHORT) {
                end.await();
            }
            return Outcome.success();
        });
        List<JobId> jobs =
                IntStream.range(0, JOBS).mapToObj(i -> fixture.submit()).toList();
        fixture.started();
        await("four long ones run and the short ones are written")
                .atMost(LONG_ENOUGH)
                .until(() -> fixture.engine.holdings().running() == 4 && fixture.jobs.endedJobs() == started.get() - 4);
        return jobs;
    }

    private static Node node(EngineFixture fixture) {
        return fixture.nodes.all().get(0);
    }
}
