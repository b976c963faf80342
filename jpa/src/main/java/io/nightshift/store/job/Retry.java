package io.nightshift.store.job;

import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.store.dialect.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * DEAD, CANCELLED or EXPIRED to READY; the outcome moves to the history. The row lock on the outcome decides between
 * two operators. Attempts go on counting; what failed before the last history row does not count against the limit.
 */
final class Retry {

    RetryReply retry(Connection connection, JobId id, String by) throws SQLException {
        UUID job = id.value();
        int attempt;
        try (PreparedStatement select =
                connection.prepareStatement("select state, attempt from outcome where job_id = ? for update")) {
            select.setObject(1, job);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Cancel.exists(connection, "select 1 from job where id = ?", job)
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
                insert into outcome_history (job_id, attempt, state, started_at, finished_at, node, retried_by, retried_at)
                select job_id, attempt, state, started_at, finished_at, node, ?, current_timestamp
                from outcome where job_id = ?""")) {
            keep.setString(1, Values.fit(by, 200));
            keep.setObject(2, job);
            keep.executeUpdate();
        }
        Cancel.execute(connection, "delete from outcome where job_id = ?", job);
        Cancel.execute(connection, "delete from cancel_request where job_id = ?", job);
        Cancel.execute(connection, "delete from expiry where job_id = ?", job);
        try (PreparedStatement ready = connection.prepareStatement("""
                insert into ready (queue, priority, job_id, attempt, type)
                select queue, priority, id, ?, type from job where id = ?""")) {
            ready.setInt(1, attempt + 1);
            ready.setObject(2, job);
            ready.executeUpdate();
        }
        return RetryReply.RETRIED;
    }
}
