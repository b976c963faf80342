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

    /** To be selected from {@code ready} or what was deleted from it as {@code r}, and {@code job} as {@code j}. */
    public static final String COLUMNS =
            "r.job_id, r.attempt, j.type, r.priority, j.args, j.max_attempts, j.timeout_ms, j.start_before, j.gate,"
                    + " j.end_before";

    /** How many they are. */
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
