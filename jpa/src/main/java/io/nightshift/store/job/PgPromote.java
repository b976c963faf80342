package io.nightshift.store.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** One statement. */
final class PgPromote implements Promote {

    private static final String SQL = """
            with d as (
              delete from scheduled where job_id = any(array(
                select job_id from scheduled where due <= statement_timestamp() order by due limit ?
                for update skip locked))
              returning job_id, attempt),
            r as (
              insert into ready (queue, priority, job_id, attempt, type)
              select j.queue, j.priority, j.id, d.attempt, j.type from d join job j on j.id = d.job_id
              returning queue)
            select queue, count(*) from r group by queue""";

    @Override
    public Map<String, Integer> promote(Connection connection, int limit) throws SQLException {
        try (PreparedStatement promote = connection.prepareStatement(SQL)) {
            promote.setInt(1, limit);
            return counts(promote);
        }
    }

    static Map<String, Integer> counts(PreparedStatement statement) throws SQLException {
        Map<String, Integer> counts = new HashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                counts.put(row.getString(1), row.getInt(2));
            }
        }
        return counts;
    }
}
