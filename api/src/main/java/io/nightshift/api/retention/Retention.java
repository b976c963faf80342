package io.nightshift.api.retention;

import io.nightshift.api.job.JobState;
import java.time.Duration;
import java.util.Set;

/** Removes what is past its time: terminal jobs with their attempts, logs and results. Inject it. */
public interface Retention {

    /**
     * Removes one batch in one short transaction of its own.
     *
     * @param states terminal states to remove
     * @param age only jobs that ended longer ago than this, by the database's clock; not negative
     * @param limit at most this many, 1 to 10,000
     * @return how many were removed; fewer than {@code limit} when nothing more is old enough
     * @throws IllegalArgumentException if a state is not terminal, or a number is out of range
     */
    int prune(Set<JobState> states, Duration age, int limit);
}
