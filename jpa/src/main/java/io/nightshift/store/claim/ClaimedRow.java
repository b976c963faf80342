package io.nightshift.store.claim;

import io.nightshift.api.job.JobId;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.sql.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** Reads what a claim answers, the same columns on every database. */
public final class ClaimedRow {

    /** How many columns are read: job, attempt, type, priority, args, attempts, timeout, latest start, gate, end. */
    public static final int COUNT = 10;

    private ClaimedRow() {}

    public static Claimed.Job read(ResultSet row, String queue, String tenant) throws SQLException {
        return new Claimed.Job(
                new JobId(row.getObject(1, UUID.class)),
                row.getInt(2),
                row.getString(3),
                queue,
                tenant,
                row.getInt(4),
                row.getString(5),
                row.getInt(6),
                Duration.ofMillis(row.getLong(7)),
                Values.instant(row, 8),
                row.getString(9) != null,
                Values.instant(row, 10));
    }
}
