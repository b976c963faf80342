package io.nightshift.store.read;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.store.AJob;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.JobWaits;
import io.nightshift.store.port.JobWaits.Jobs;
import io.nightshift.store.port.JobWaits.Wait;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.type.JdbcTypeStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands before a job. */
abstract class WaitContract extends JobStoreContract {

    private final JobWaits waits = new JdbcJobWaits(own, database.moves().tenants());

    @Test
    void namesThoseWhoHoldTheKeyAndCountsThoseWhoWaitBefore() {
        Gate gate = Gate.concurrency("tenant:42", 2);
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(stored(aJob().gate(gate)));
        }

        Wait wait = waits.find(ids.get(4)).orElseThrow();

        assertThat(wait.gate()).isEqualTo(gate);
        assertThat(wait.blocked()).isTrue();
        assertThat(wait.holders()).isEqualTo(new Jobs(2, ids.subList(0, 2)));
        assertThat(wait.aheadForKey()).isEqualTo(2);
        assertThat(waits.find(ids.get(0)).orElseThrow().blocked()).isFalse();
    }

    @Test
    void countsReadyJobsThatComeBeforeUpToACap() {
        JobId last = stored(aJob().priority(9));
        stored(JobWaits.CAP - 1);
        stored(aJob().queue("other"));
        assertThat(waits.find(last).orElseThrow().aheadInQueue()).isEqualTo(JobWaits.CAP - 1);

        stored(20);

        assertThat(waits.find(last).orElseThrow().aheadInQueue()).isEqualTo(JobWaits.CAP);
        JobId first = stored(aJob().priority(0));
        assertThat(waits.find(first).orElseThrow()).isEqualTo(new Wait(null, false, new Jobs(0, List.of()), 0, 0, 1));
        assertThat(waits.find(stored(aJob().delay(Duration.ofHours(1))))
                        .orElseThrow()
                        .aheadInQueue())
                .isZero();
        assertThat(waits.find(AJob.IDS.next())).isEmpty();
    }

    @Test
    void countsThoseOfItsOwnTenantThatComeBeforeAndTheTenantsThatTakeTurns() {
        stored(3);
        stored(aJob().tenant("acme").priority(0));
        stored(aJob().tenant("other").priority(0));
        JobId second = stored(aJob().tenant("acme").priority(9));

        Wait wait = waits.find(second).orElseThrow();

        assertThat(wait.aheadInQueue()).isEqualTo(1);
        assertThat(wait.tenants()).isEqualTo(3);
    }

    @Test
    void namesWhatLiveNodesHoldOfAQueueAndOfAType() {
        new JdbcTypeStore(own).limits("test.noop", new Limits(9, null));
        List<JobId> ids = stored(7);
        store.claimLimited(node, "default", TYPES, 7, null);

        assertThat(waits.heldOfQueue("default")).isEqualTo(new Jobs(7, ids.subList(0, JobWaits.NAMED)));
        assertThat(waits.heldOfType("test.noop").count()).isEqualTo(7);
        assertThat(waits.heldOfQueue("other").count()).isZero();

        loseNode();

        assertThat(waits.heldOfQueue("default").count()).isZero();
    }
}
