package io.nightshift.store.steer;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.job.JobId;
import io.nightshift.store.duty.Deadlines;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * SCHEDULED, BLOCKED or READY to CANCELLED; a request for RUNNING.
 *
 * <p>Looks at one place after the other and starts again if the job moved on behind its back. A claim is locked while
 * the request is stored, so that a request is never answered for a job whose end was written before; and whoever waits for
 * the claim meanwhile finds the request in it.
 */
public final class Cancel {

    private static final int ROUNDS = 20;

    private static final SqlFile FILE = SqlFile.of(Cancel.class);
    private static final Sql WAITS = FILE.statement("waits", "job");
    private static final Sql CLAIM = FILE.statement("claim", "job");
    private static final Sql CLAIM_UNLESS_BUSY = FILE.statement("claim-unless-busy", "job");
    private static final Sql END = FILE.statement("end", "job", "attempt");
    private static final Sql FORGET_DEADLINE = FILE.statement("forget-deadline", "job");
    private static final Sql ENDED = FILE.statement("ended", "job");
    private static final Sql KNOWN = FILE.statement("known", "job");
    private static final List<Place> PLACES = List.of(
            new Place(FILE.statement("lock-scheduled", "job"), FILE.statement("leave-scheduled", "job")),
            new Place(FILE.statement("lock-blocked", "job"), FILE.statement("leave-blocked", "job")),
            new Place(FILE.statement("lock-ready", "job"), FILE.statement("leave-ready", "job")));

    /** Where a job may wait. */
    private record Place(Sql lock, Sql leave) {}

    private Cancel() {}

    /** Needs a transaction around it; leaves the key of a job that was cancelled to whoever settles it. */
    public static CancelReply cancel(Connection connection, JobId id) throws SQLException {
        UUID job = id.value();
        boolean holding = false;
        for (int round = 0; round < ROUNDS; round++) {
            if (Rows.exists(connection, WAITS, job)) {
                holding = true;
                Integer attempt = leave(connection, job);
                if (attempt != null) {
                    end(connection, job, attempt);
                    return CancelReply.CANCELLED;
                }
            }
            // Claims come before deadlines in the order of locks: so none is waited for by whoever holds a deadline.
            if (requested(connection, job, holding ? CLAIM_UNLESS_BUSY : CLAIM)) {
                return CancelReply.REQUESTED;
            }
            if (Rows.exists(connection, ENDED, job)) {
                return CancelReply.ENDED;
            }
            if (!Rows.exists(connection, KNOWN, job)) {
                return CancelReply.NOT_FOUND;
            }
        }
        throw new SQLException("Job " + id + " moved on " + ROUNDS + " times while it was looked for", "40001");
    }

    /** Takes the job out of where it waits; null if it waits nowhere, else its attempt. */
    private static @Nullable Integer leave(Connection connection, UUID job) throws SQLException {
        Deadlines.lock(connection, List.of(job));
        for (Place place : PLACES) {
            Integer attempt = Rows.number(connection, place.lock(), job);
            if (attempt != null) {
                Rows.execute(connection, place.leave(), job);
                return attempt;
            }
        }
        return null;
    }

    private static boolean requested(Connection connection, UUID job, Sql lock) throws SQLException {
        try (Bound select = lock.on(connection)) {
            select.uuid("job", job);
            try (ResultSet row = select.query()) {
                if (!row.next()) {
                    return false;
                }
                CancelRequests.add(connection, row.getObject(1, UUID.class), Values.uuids(row, 2), Set.of(job));
                return true;
            }
        }
    }

    private static void end(Connection connection, UUID job, int attempt) throws SQLException {
        END.update(connection, insert -> insert.uuid("job", job).number("attempt", attempt));
        Rows.execute(connection, FORGET_DEADLINE, job);
    }
}
