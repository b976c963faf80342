package io.nightshift.store.finish;

import io.nightshift.api.job.JobId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * RUNNING to READY, no attempt spent; to CANCELLED if somebody had asked for that.
 *
 * <p>A latest start that passed while the job lay in the claim is put back too, because expiring forgets it.
 */
public interface Release {

    /** Answers how many left the claim. */
    int release(Connection connection, UUID incarnation, UUID claim, @Nullable Collection<JobId> jobs)
            throws SQLException;
}
