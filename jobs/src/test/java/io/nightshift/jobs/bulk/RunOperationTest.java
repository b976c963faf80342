package io.nightshift.jobs.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.bulk.Bulk;
import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkFilter;
import io.nightshift.api.bulk.BulkReply;
import io.nightshift.api.bulk.BulkRequest;
import io.nightshift.api.bulk.BulkStep;
import io.nightshift.api.bulk.BulkTally;
import io.nightshift.api.handler.JobCancelledException;
import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.JobId;
import io.nightshift.jobs.FakeContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunOperationTest {

    private final FakeContext context = new FakeContext();
    private final FakeBulk bulk = new FakeBulk();
    private final List<Long> waits = new ArrayList<>();
    private final RunOperation handler = new RunOperation(bulk, new Throttle() {
        @Override
        void pause(long nanos) {
            waits.add(TimeUnit.NANOSECONDS.toMillis(nanos));
        }
    });

    @Test
    void goesOnUntilNothingIsLeft() throws Exception {
        bulk.left = 1_200;

        Outcome<BulkTally> outcome = handler.handle(request(null, null), context);

        assertThat(outcome).isEqualTo(Outcome.success(new BulkTally(1_200, 1_200, 0, Map.of())));
        assertThat(bulk.limits).containsExactly(500, 500, 500);
        assertThat(context.reported).containsExactly(500L, 1_000L, 1_200L);
        assertThat(context.logged).containsExactly("1,200 done, 0 skipped");
        assertThat(bulk.ended).isTrue();
        assertThat(waits).isEmpty();
    }

    @Test
    void goesOnWhereTheAttemptBeforeStood() throws Exception {
        bulk.left = 10;
        bulk.tally = new BulkTally(500, 499, 1, Map.of(BulkReply.BUSY, 1L));

        assertThat(handler.handle(request(null, null), context))
                .isEqualTo(Outcome.success(new BulkTally(510, 509, 1, Map.of(BulkReply.BUSY, 1L))));
    }

    @Test
    void stopsAfterAsManyAsWereAskedFor() throws Exception {
        bulk.left = 5_000;

        handler.handle(request(null, 700L), context);

        assertThat(bulk.limits).containsExactly(500, 200);
        assertThat(bulk.tally.done()).isEqualTo(700);
        assertThat(bulk.ended).isTrue();
    }

    @Test
    void keepsToItsPaceBetweenChunks() throws Exception {
        bulk.left = 250;

        handler.handle(request(100, null), context);

        assertThat(bulk.limits).containsExactly(100, 100, 100);
        assertThat(waits).hasSize(2).allSatisfy(wait -> assertThat(wait).isBetween(500L, 1_000L));
    }

    @Test
    void stopsBetweenTwoChunksWhenCancelled() {
        bulk.left = 5_000;

        assertThatThrownBy(() -> handler.handle(request(null, null), context.cancelAfterChecks(3)))
                .isInstanceOf(JobCancelledException.class);

        assertThat(bulk.tally.done()).isEqualTo(1_000);
        assertThat(bulk.ended).isFalse();
    }

    @Test
    void doesNothingThatNobodyHasStarted() throws Exception {
        bulk.left = 10;
        bulk.known = false;

        assertThat(handler.handle(request(null, null), context)).isInstanceOf(Outcome.Fail.class);

        assertThat(bulk.limits).isEmpty();
    }

    private static BulkRequest request(@Nullable Integer perSecond, @Nullable Long most) {
        BulkFilter filter = new BulkFilter(null, "a.b", null, null, null, null, null, null);
        return new BulkRequest(BulkAction.RETRY, filter, null, perSecond, most, false);
    }

    private static final class FakeBulk implements Bulk {
        private final List<Integer> limits = new ArrayList<>();
        private int left;
        private boolean known = true;
        private boolean ended;
        private BulkTally tally = BulkTally.NONE;

        @Override
        public Optional<BulkTally> find(JobId operation) {
            return known ? Optional.of(tally) : Optional.empty();
        }

        @Override
        public long total(JobId operation, BulkRequest request) {
            return left;
        }

        @Override
        public BulkStep next(JobId operation, BulkRequest request, int limit) {
            limits.add(limit);
            int jobs = Math.min(limit, left);
            left -= jobs;
            tally = tally.plus(BulkTally.of(Map.of(BulkReply.DONE, (long) jobs)));
            return new BulkStep(tally, jobs, left == 0);
        }

        @Override
        public void end(JobId operation) {
            ended = true;
        }
    }
}
