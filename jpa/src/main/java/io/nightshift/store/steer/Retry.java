package io.nightshift.store.steer;

import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.store.key.Gates;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
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

    private Retry() {}

    /** Needs a transaction around it; leaves the key of a job that has one to whoever settles it. */
    public static RetryReply retry(Connection connection, JobId id, String by) throws SQLException {
        UUID job = id.value();
        int attempt;
        try (PreparedStatement select =
                connection.prepareStatement("select state, attempt from outcome where job_id = ? for update")) {
            select.setObject(1, job);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Rows.exists(connection, "select 1 from job where id = ?", job)
                            ? RetryReply.NOT_ENDED
                            : RetryReply.NOT_FOUND;
                }
                if (row.getString(1).equals("SUCCEEDED")) {
                    return RetryReply.SUCCEEDED;
                }
                attempt = row.getInt(2);
            }
        }
        try (PreparedStatement keep = connection.prepareStatement("""
                insert into outcome_history (job_id, attempt, state, started_at, finished_at, node, reason, retried_by, retried_at)
                select job_id, attempt, state, started_at, finished_at, node, reason, ?, current_timestamp
                from outcome where job_id = ?""")) {
            keep.setString(1, Values.fit(by, 200));
            keep.setObject(2, job);
            keep.executeUpdate();
        }
        Rows.execute(connection, "delete from outcome where job_id = ?", job);
        Rows.execute(connection, "delete from expiry where job_id = ?", job);
        limitAnew(connection, job);
        if (Rows.exists(connection, "select 1 from job where id = ? and gate is not null", job)) {
            Gates.block(connection, job, attempt + 1);
            return RetryReply.RETRIED;
        }
        try (PreparedStatement ready = connection.prepareStatement("""
                insert into ready (queue, tenant, priority, job_id, attempt, type)
                select queue, coalesce(tenant, ''), priority, id, ?, type from job where id = ?""")) {
            ready.setInt(1, attempt + 1);
            ready.setObject(2, job);
            ready.executeUpdate();
        }
        return RetryReply.RETRIED;
    }

    /** Starts the time limit of a job that has one anew. */
    static void limitAnew(Connection connection, UUID job) throws SQLException {
        Duration limit;
        try (PreparedStatement select = connection.prepareStatement(
                "select time_limit_ms from job where id = ? and time_limit_ms is not null")) {
            select.setObject(1, job);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return;
                }
                limit = Duration.ofMillis(row.getLong(1));
            }
        }
        Instant end = Values.now(connection).plus(limit);
        try (PreparedStatement update = connection.prepareStatement("update job set end_before = ? where id = ?")) {
            Values.instant(update, 1, end);
            update.setObject(2, job);
            update.executeUpdate();
        }
        // Somebody who gives the job another place may be making its row anew at this moment.
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into expiry (job_id, end_before, look_at) values (?, ?, ?) on conflict do nothing""")) {
            insert.setObject(1, job);
            Values.instant(insert, 2, end);
            Values.instant(insert, 3, end);
            if (insert.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement update = connection.prepareStatement(
                "update expiry set start_before = null, end_before = ?, look_at = ? where job_id = ?")) {
            Values.instant(update, 1, end);
            Values.instant(update, 2, end);
            update.setObject(3, job);
            update.executeUpdate();
        }
    }
}
