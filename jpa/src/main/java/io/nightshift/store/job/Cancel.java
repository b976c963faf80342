package io.nightshift.store.job;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.job.JobId;
import io.nightshift.store.dialect.Dialect;
import io.nightshift.store.dialect.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * SCHEDULED, BLOCKED or READY to CANCELLED; a request for RUNNING.
 *
 * <p>Looks at one place after the other and starts again if the job moved on behind its back. A claim is locked while
 * the request is stored, so that a request is never answered for a job whose end was written before.
 */
final class Cancel {

    private static final int ROUNDS = 20;
    private static final int MANY = 500;

    private final String holds;
    private final Gates gates;

    Cancel(Dialect dialect, Gates gates) {
        this.gates = gates;
        this.holds = switch (dialect) {
            case H2 -> "array_contains(job_ids, ?)";
            case POSTGRESQL -> "? = any(job_ids)";
        };
    }

    CancelReply cancel(Connection connection, JobId id, String by) throws SQLException {
        UUID job = id.value();
        for (int round = 0; round < ROUNDS; round++) {
            Integer waiting = leave(connection, job);
            if (waiting != null) {
                end(connection, job, waiting);
                gates.left(connection, List.of(job));
                return CancelReply.CANCELLED;
            }
            if (claimed(connection, job)) {
                request(connection, job, by);
                return CancelReply.REQUESTED;
            }
            if (exists(connection, "select 1 from outcome where job_id = ?", job)) {
                return CancelReply.ENDED;
            }
            if (!exists(connection, "select 1 from job where id = ?", job)) {
                return CancelReply.NOT_FOUND;
            }
        }
        throw new SQLException("Job " + id + " moved on " + ROUNDS + " times while it was looked for", "40001");
    }

    /** Takes the job out of where it waits; null if it waits nowhere, else its attempt. */
    private static @Nullable Integer leave(Connection connection, UUID job) throws SQLException {
        Replace.lockExpiry(connection, List.of(job));
        for (String table : new String[] {"scheduled", "blocked"}) {
            Integer attempt = attempt(connection, "select attempt from " + table + " where job_id = ? for update", job);
            if (attempt != null) {
                execute(connection, "delete from " + table + " where job_id = ?", job);
                return attempt;
            }
        }
        String place = " where queue = (select queue from job where id = ?)"
                + " and tenant = (select coalesce(tenant, '') from job where id = ?)"
                + " and priority = (select priority from job where id = ?) and job_id = ?";
        Integer attempt = attempt(connection, "select attempt from ready" + place + " for update", job, job, job, job);
        if (attempt != null) {
            execute(connection, "delete from ready" + place, job, job, job, job);
        }
        return attempt;
    }

    private boolean claimed(Connection connection, UUID job) throws SQLException {
        return exists(connection, "select 1 from claim where " + holds + " for update", job);
    }

    private static void end(Connection connection, UUID job, int attempt) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into outcome (job_id, state, attempt, finished_at) values (?, 'CANCELLED', ?, current_timestamp)")) {
            insert.setObject(1, job);
            insert.setInt(2, attempt);
            insert.executeUpdate();
        }
        execute(connection, "delete from expiry where job_id = ?", job);
        execute(connection, "delete from cancel_request where job_id = ?", job);
    }

    private static void request(Connection connection, UUID job, String by) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into cancel_request (job_id, requested_by, requested_at) values (?, ?, current_timestamp)
                on conflict do nothing""")) {
            insert.setObject(1, job);
            insert.setString(2, Values.fit(by, 200));
            insert.executeUpdate();
        }
    }

    static boolean requested(Connection connection, UUID job) throws SQLException {
        return exists(connection, "select 1 from cancel_request where job_id = ?", job);
    }

    /** For many jobs the whole table is read: it holds nothing but requests to running jobs, and mostly nothing. */
    static Set<JobId> requested(Connection connection, Collection<JobId> jobs) throws SQLException {
        Set<JobId> requested = new HashSet<>();
        if (jobs.size() > MANY) {
            try (PreparedStatement select = connection.prepareStatement("select job_id from cancel_request");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    requested.add(new JobId(row.getObject(1, UUID.class)));
                }
            }
            requested.retainAll(jobs instanceof Set ? jobs : new HashSet<>(jobs));
            return requested;
        }
        try (PreparedStatement select =
                connection.prepareStatement("select job_id from cancel_request where job_id = any(?)")) {
            Values.uuids(select, 1, jobs.stream().map(JobId::value).toList());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    requested.add(new JobId(row.getObject(1, UUID.class)));
                }
            }
        }
        return requested;
    }

    static boolean exists(Connection connection, String sql, UUID job) throws SQLException {
        return attempt(connection, sql, job) != null;
    }

    static @Nullable Integer attempt(Connection connection, String sql, UUID... ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < ids.length; i++) {
                select.setObject(i + 1, ids[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : null;
            }
        }
    }

    static void execute(Connection connection, String sql, UUID... ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < ids.length; i++) {
                statement.setObject(i + 1, ids[i]);
            }
            statement.executeUpdate();
        }
    }
}
