package io.nightshift.store.steer;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.bulk.BulkReply;
import io.nightshift.api.client.CancelReply;
import io.nightshift.api.job.JobId;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.port.ChunkMove;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Finished;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request to cancel that was answered is kept, whatever has been waiting for the claim meanwhile. */
abstract class RequestContract extends JobStoreContract {

    @AfterEach
    void noRequestIsLeftBehind() {
        assertThat(database.number("select count(*) from claim where cancels is not null"))
                .isZero();
    }

    @Test
    void aFailureThatWaitedIsNotTriedAgain() {
        Claimed claimed = running(aJob());
        JobId id = only(claimed).id();

        afterRequest(id, () -> finish(claimed, failed()));

        assertThat(places.of(id)).isEqualTo("CANCELLED 1");
    }

    @Test
    void aSnoozeThatWaitedGoesOnNoMore() {
        Claimed claimed = running(aJob());
        JobId id = only(claimed).id();

        afterRequest(id, () -> finish(claimed, new Finished.Snoozed(Duration.ZERO)));

        assertThat(places.of(id)).isEqualTo("CANCELLED 1");
    }

    @Test
    void aSuccessThatWaitedLeavesNoRequest() {
        Claimed claimed = running(aJob());
        JobId id = only(claimed).id();

        afterRequest(id, () -> finish(claimed, succeeded()));

        assertThat(places.of(id)).isEqualTo("SUCCEEDED 1");
    }

    @Test
    void aReleaseThatWaitedDoesNotMakeItReady() {
        Claimed claimed = running(aJob());
        JobId id = only(claimed).id();

        afterRequest(id, () -> store.release(node, claimed.id(), null));

        assertThat(places.of(id)).isEqualTo("CANCELLED 1");
    }

    @Test
    void aRescueAfterARequestDoesNotMakeItReady() {
        Claimed claimed = running(aJob());
        JobId id = only(claimed).id();
        loseNode();

        afterRequest(id, () -> store.rescue(10, 3));
        store.rescue(10, 3);

        assertThat(places.of(id)).isEqualTo("CANCELLED 1");
    }

    @Test
    void aFailureThatWaitedForManyRequestsIsNotTriedAgain() {
        stored(3);
        Claimed claimed = claim(3);
        List<JobId> ids = claimed.jobs().stream().map(Claimed.Job::id).toList();

        afterUncommitted(
                () -> {
                    assertThat(new JobChunk(database.moves().chunks())
                                    .move(jta.dataSource().getConnection(), ids, new ChunkMove.Cancel())
                                    .replies()
                                    .values())
                            .containsOnly(BulkReply.REQUESTED);
                    return true;
                },
                () -> finish(claimed, failed()).isEmpty());

        assertThat(ids).allSatisfy(id -> assertThat(places.of(id)).isEqualTo("CANCELLED 1"));
    }

    @Test
    void aRequestHoldsForItsJobAlone() {
        stored(3);
        Claimed claimed = claim(3);
        JobId first = claimed.jobs().get(0).id();

        assertThat(store.cancel(first, "ann")).isEqualTo(CancelReply.REQUESTED);
        assertThat(store.cancel(first, "bob")).isEqualTo(CancelReply.REQUESTED);
        assertThat(store.cancelRequests(
                        claimed.jobs().stream().map(Claimed.Job::id).toList()))
                .containsExactly(first);

        store.finish(node, List.of(ended(claimed, claimed.jobs().get(0), failed())));
        assertThat(places.of(first)).isEqualTo("CANCELLED 1");
        assertThat(store.cancelRequests(List.of(first))).isEmpty();
        store.release(node, claimed.id(), null);
        assertThat(places.of(claimed.jobs().get(1).id())).isEqualTo("ready 1");
    }

    private void afterRequest(JobId id, Callable<?> move) {
        afterUncommitted(
                () -> {
                    assertThat(joined.cancel(id, "ann")).isEqualTo(CancelReply.REQUESTED);
                    return true;
                },
                () -> {
                    move.call();
                    return true;
                });
    }
}
