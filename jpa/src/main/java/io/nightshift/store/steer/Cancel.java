package io.nightshift.store.steer;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.job.JobId;
import io.nightshift.store.key.Gates;
import io.nightshift.store.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * SCHEDULED, BLOCKED or READY to CANCELLED; a request for RUNNING.
 *
 * <p>Looks at one place after the other and starts again if the job moved on behind its back. A claim is locked while
 * the request is stored, so that a request is never answered for a job whose end was written before.
 */
public final class Cancel {

    private static final int ROUNDS = 20;
    private final Gates gates;

    public Cancel(Gates gates) {
        this.gates = gates;
    }

    public CancelReply cancel(Connection connection, JobId id, String by) throws SQLException {
        UUID job = id.value();
        for (int round = 0; round < ROUNDS; round++) {
            Integer waiting = leave(connection, job);
            if (waiting != null) {
                end(connection, job, waiting);
                gates.left(connection, List.of(job));
                return CancelReply.CANCELLED;
            }
            if (claimed(connection, job)) {
                CancelRequests.add(connection, List.of(job), by);
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

    /** Takes the job out of where it waits; null if it waits nowhere, else its attempt. */
    private static @Nullable Integer leave(Connection connection, UUID job) throws SQLException {
        Replace.lockExpiry(connection, List.of(job));
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

    private static boolean claimed(Connection connection, UUID job) throws SQLException {
        return Rows.exists(connection, "select 1 from claim where ? = any(job_ids) for update", job);
    }

    private static void end(Connection connection, UUID job, int attempt) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into outcome (job_id, state, attempt, finished_at) values (?, 'CANCELLED', ?, current_timestamp)")) {
            insert.setObject(1, job);
            insert.setInt(2, attempt);
            insert.executeUpdate();
        }
        Rows.execute(connection, "delete from expiry where job_id = ?", job);
        Rows.execute(connection, "delete from cancel_request where job_id = ?", job);
    }
}
