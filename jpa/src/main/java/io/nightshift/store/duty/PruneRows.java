package io.nightshift.store.duty;

import io.nightshift.api.job.JobState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The statements of {@link Prune} that differ per database. */
public interface PruneRows {

    /** Locks jobs that ended in a state before an instant, by id, between two ids; leaves out what others have locked. */
    List<UUID> ended(Connection connection, JobState state, UUID after, UUID below, Instant before, int limit)
            throws SQLException;

    /** Locks idempotency keys whose period is over; leaves out what others have locked. */
    List<KeyName> over(Connection connection, int limit) throws SQLException;

    /** An idempotency key. */
    record KeyName(String scope, String value) {}
}
