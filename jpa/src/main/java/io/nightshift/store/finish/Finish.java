package io.nightshift.store.finish;

import io.nightshift.api.job.JobId;
import io.nightshift.store.port.Finished;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * RUNNING to an outcome, or to SCHEDULED for the next attempt or, if it snoozes, for the same one.
 *
 * <p>The claim's row is locked first, so whoever takes jobs out of the same claim comes before or after, never between;
 * and each job must still be in the claim with its attempt.
 */
public interface Finish {

    /** Why a job is DEAD that has attempts left. */
    String LATE = "Its next run would have come after its time limit";

    Set<JobId> finish(Connection connection, UUID incarnation, List<Finished> ended) throws SQLException;
}
