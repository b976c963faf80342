package io.nightshift.store.steer;

import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.store.key.Gates;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * DEAD, CANCELLED or EXPIRED to READY, to BLOCKED if it has a key that is not free; the outcome moves to the history. The row lock on the outcome decides between
 * two operators. Attempts go on counting; what failed before the last history row does not count against the limit.
 */
public final class Retry {

    private static final SqlFile FILE = SqlFile.of(Retry.class);
    private static final Sql LOCK = FILE.statement("lock", "job");
    private static final Sql KNOWN = FILE.statement("known", "job");
    private static final Sql KEEP = FILE.statement("keep", "who", "job");
    private static final Sql FORGET_OUTCOME = FILE.statement("forget-outcome", "job");
    private static final Sql FORGET_DEADLINE = FILE.statement("forget-deadline", "job");
    private static final Sql GATED = FILE.statement("gated", "job");
    private static final Sql READY = FILE.statement("ready", "attempt", "job");
    private static final Sql TIME_LIMIT = FILE.statement("time-limit", "job");
    private static final Sql END_BEFORE = FILE.statement("end-before", "end", "job");
    private static final Sql EXPIRY = FILE.statement("expiry", "job", "end");
    private static final Sql EXPIRY_ANEW = FILE.statement("expiry-anew", "end", "job");

    private Retry() {}

    /** Needs a transaction around it; leaves the key of a job that has one to whoever settles it. */
    public static RetryReply retry(Connection connection, JobId id, String by) throws SQLException {
        UUID job = id.value();
        int attempt;
        try (Bound select = LOCK.on(connection)) {
            select.uuid("job", job);
            try (ResultSet row = select.query()) {
                if (!row.next()) {
                    return Rows.exists(connection, KNOWN, job) ? RetryReply.NOT_ENDED : RetryReply.NOT_FOUND;
                }
                if (row.getString(1).equals("SUCCEEDED")) {
                    return RetryReply.SUCCEEDED;
                }
                attempt = row.getInt(2);
            }
        }
        KEEP.update(connection, keep -> keep.text("who", Values.fit(by, 200)).uuid("job", job));
        Rows.execute(connection, FORGET_OUTCOME, job);
        Rows.execute(connection, FORGET_DEADLINE, job);
        limitAnew(connection, job);
        if (Rows.exists(connection, GATED, job)) {
            Gates.block(connection, job, attempt + 1);
            return RetryReply.RETRIED;
        }
        READY.update(connection, ready -> ready.number("attempt", attempt + 1).uuid("job", job));
        return RetryReply.RETRIED;
    }

    /** Starts the time limit of a job that has one anew. */
    static void limitAnew(Connection connection, UUID job) throws SQLException {
        Long millis = TIME_LIMIT.first(connection, select -> select.uuid("job", job), row -> row.getLong(1));
        if (millis == null) {
            return;
        }
        Instant end = Values.now(connection).plus(Duration.ofMillis(millis));
        END_BEFORE.update(connection, update -> update.instant("end", end).uuid("job", job));
        int made = EXPIRY.update(connection, insert -> insert.uuid("job", job).instant("end", end));
        if (made == 0) {
            EXPIRY_ANEW.update(connection, update -> update.instant("end", end).uuid("job", job));
        }
    }
}
