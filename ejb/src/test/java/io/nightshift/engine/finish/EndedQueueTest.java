package io.nightshift.engine.finish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nightshift.api.job.JobId;
import io.nightshift.engine.fake.MemoryJobs;
import io.nightshift.engine.run.Holdings;
import io.nightshift.engine.run.Run;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndedQueueTest {

    private static final int MOST = 20;

    private final Holdings holdings = new Holdings(new MemoryJobs());
    /** Stands still unless a test sets its pace. */
    private final AtomicLong nanos = new AtomicLong();

    private volatile long pace;
    private final EndedQueue queue =
            new EndedQueue(MOST, holdings::size, holdings::ofClaim, () -> nanos.addAndGet(pace));

    @Test
    void handsOutWholeClaimsAndKeepsThePartOfAnother() throws Exception {
        List<Run> whole = claim(10);
        List<Run> other = claim(10);
        end(other.subList(0, 4));
        end(whole);

        assertThat(runs(queue.take())).containsExactlyElementsOf(whole);
        assertThat(queue.size()).isEqualTo(4);
    }

    @Test
    void waitsForTheRestOfAClaim() throws Exception {
        List<Run> claim = claim(10);
        claim(1);
        end(claim.subList(0, 9));

        CompletableFuture<List<Run>> taken = CompletableFuture.supplyAsync(this::take);
        await().until(() -> queue.gathered() == 9);
        end(claim.subList(9, 10));

        assertThat(taken.get(10, TimeUnit.SECONDS)).containsExactlyElementsOf(claim);
    }

    @Test
    void doesNotWaitForAJobThatTakesLong() throws Exception {
        List<Run> claim = claim(10);
        end(claim.subList(0, 3));
        pace = Duration.ofMillis(1).toNanos();

        assertThat(runs(queue.take())).containsExactlyElementsOf(claim.subList(0, 3));
    }

    @Test
    void handsOutThePartOfAClaimWhoseOtherJobsWentBack() throws Exception {
        List<Run> claim = claim(10);
        claim.subList(3, 10).forEach(holdings::remove);
        end(claim.subList(0, 3));

        assertThat(holdings.ofClaim(claim.get(0).claimId())).isEqualTo(3);
        assertThat(runs(queue.take())).containsExactlyElementsOf(claim.subList(0, 3));
    }

    @Test
    void putsSmallClaimsTogetherUpToTheBatch() throws Exception {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < MOST + 5; i++) {
            runs.addAll(claim(1));
        }
        end(runs);

        List<Run> first = take();
        first.forEach(holdings::remove);

        assertThat(first).containsExactlyElementsOf(runs.subList(0, MOST));
        assertThat(runs(queue.take())).containsExactlyElementsOf(runs.subList(MOST, MOST + 5));
        assertThat(queue.size()).isZero();
    }

    @Test
    void handsOutAgainWhatCouldNotBeWritten() throws Exception {
        List<Run> claim = claim(2);
        end(claim);

        queue.back(queue.take());

        assertThat(runs(queue.take())).containsExactlyElementsOf(claim);
    }

    private List<Run> claim(int jobs) {
        UUID claim = UUID.randomUUID();
        List<Run> runs = IntStream.range(0, jobs)
                .mapToObj(i -> new Run(job(), claim, new UUID(1, 1), false))
                .toList();
        runs.forEach(holdings::add);
        return runs;
    }

    private void end(List<Run> runs) {
        runs.forEach(run -> queue.add(new EndedAttempt(run, new Finished.Succeeded(null), 1, System.nanoTime())));
    }

    private List<Run> take() {
        try {
            return runs(queue.take());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Run> runs(List<EndedAttempt> batch) {
        return batch.stream().map(EndedAttempt::run).toList();
    }

    private static Claimed.Job job() {
        return new Claimed.Job(
                new JobId(UUID.randomUUID()), 1, "test", "default", "", 5, "{}", 5, Duration.ZERO, null, false, null);
    }
}
