package io.nightshift.store.read;

import static io.nightshift.store.AJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.store.AJob;
import io.nightshift.store.JobStoreContract;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Outcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which of many jobs have ended. */
abstract class OutcomesContract extends JobStoreContract {

    private final Outcomes outcomes = new JdbcOutcomes(own);

    @Test
    void namesThoseThatHaveEndedHoweverTheyDid() {
        Claimed claimed = running(aJob());
        finish(claimed, succeeded());
        JobId succeeded = only(claimed).id();
        JobId cancelled = stored(aJob().delay(Duration.ofHours(1)));
        store.cancel(cancelled, "ann");
        JobId waits = stored(aJob().delay(Duration.ofHours(1)));
        JobId ready = stored(aJob());

        assertThat(outcomes.ended(List.of(succeeded, cancelled, waits, ready, AJob.IDS.next())))
                .isEqualTo(Set.of(succeeded, cancelled));
    }

    @Test
    void namesNoneThatWasRetried() {
        JobId job = stored(aJob());
        store.cancel(job, "ann");
        assertThat(outcomes.ended(List.of(job))).containsExactly(job);

        store.retry(job, "ann");

        assertThat(outcomes.ended(List.of(job))).isEmpty();
        assertThat(outcomes.ended(List.of())).isEmpty();
    }

    @Test
    void looksForThousandsAtOnce() {
        List<JobId> jobs = new ArrayList<>(stored(2_500));
        store.cancel(jobs.get(0), "ann");
        store.cancel(jobs.get(2_499), "ann");

        assertThat(outcomes.ended(jobs)).isEqualTo(Set.of(jobs.get(0), jobs.get(2_499)));
    }
}
