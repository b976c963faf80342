package io.nightshift.store.steer;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.job.JobId;
import io.nightshift.store.duty.Deadlines;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
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

    private Cancel() {}

    /** Needs a transaction around it; leaves the key of a job that was cancelled to whoever settles it. */
    public static CancelReply cancel(Connection connection, JobId id) throws SQLException {
        UUID job = id.value();
        boolean holding = false;
        for (int round = 0; round < ROUNDS; round++) {
            if (waits(connection, job)) {
                holding = true;
                Integer attempt = leave(connection, job);
                if (attempt != null) {
                    end(connection, job, attempt);
                    return CancelReply.CANCELLED;
                }
            }
            // Claims come before deadlines in the order of locks: so none is waited for by whoever holds a deadline.
            if (requested(connection, job, holding ? " skip locked" : "")) {
                return CancelReply.REQUESTED;
            }
            if (Rows.exists(connection, "select 1 from outcome where job_id = ?", job)) {
                return CancelReply.ENDED;
            }
            if (!Rows.exists(connection, "select 1 from job where id = ?", job)) {
                return CancelReply.NOT_FOUND;
            }
        }
        throw new SQLException("Job " + id + " moved on " + ROUNDS + " times while it was looked for", "40001");
    }

    private static boolean waits(Connection connection, UUID job) throws SQLException {
        return Rows.exists(connection, """
                select 1 from scheduled where job_id = ? union all select 1 from blocked where job_id = ?
                union all select 1 from job j join ready r on r.queue = j.queue and r.tenant = coalesce(j.tenant, '')
                  and r.priority = j.priority and r.job_id = j.id where j.id = ?""", job, job, job);
    }

    /** Takes the job out of where it waits; null if it waits nowhere, else its attempt. */
    private static @Nullable Integer leave(Connection connection, UUID job) throws SQLException {
        Deadlines.lock(connection, List.of(job));
        for (String table : new String[] {"scheduled", "blocked"}) {
            Integer attempt =
                    Rows.number(connection, "select attempt from " + table + " where job_id = ? for update", job);
            if (attempt != null) {
                Rows.execute(connection, "delete from " + table + " where job_id = ?", job);
                return attempt;
            }
        }
        String place = " where queue = (select queue from job where id = ?)"
                + " and tenant = (select coalesce(tenant, '') from job where id = ?)"
                + " and priority = (select priority from job where id = ?) and job_id = ?";
        Integer attempt =
                Rows.number(connection, "select attempt from ready" + place + " for update", job, job, job, job);
        if (attempt != null) {
            Rows.execute(connection, "delete from ready" + place, job, job, job, job);
        }
        return attempt;
    }

    private static boolean requested(Connection connection, UUID job, String busy) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select id, cancels from claim where ? = any(job_ids) for update" + busy)) {
            select.setObject(1, job);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                CancelRequests.add(connection, row.getObject(1, UUID.class), Values.uuids(row, 2), Set.of(job));
                return true;
            }
        }
    }

    private static void end(Connection connection, UUID job, int attempt) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into outcome (job_id, state, attempt, finished_at) values (?, 'CANCELLED', ?, current_timestamp)")) {
            insert.setObject(1, job);
            insert.setInt(2, attempt);
            insert.executeUpdate();
        }
        Rows.execute(connection, "delete from expiry where job_id = ?", job);
    }
}
