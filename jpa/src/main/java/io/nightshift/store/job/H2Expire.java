package io.nightshift.store.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Candidates without locks, guarded deletes for each; needs a transaction around it. */
final class H2Expire implements Expire {

    private static final List<String> LEAVE = List.of(
            "delete from scheduled where job_id = ? and attempt = 1",
            "delete from blocked where job_id = ? and attempt = 1",
            """
            delete from ready where attempt = 1 and (queue, tenant, priority, job_id) =
            (select queue, coalesce(tenant, ''), priority, id from job where id = ?)""");

    @Override
    public List<UUID> expire(Connection connection, int limit) throws SQLException {
        List<UUID> late = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select job_id from expiry where start_before <= current_timestamp order by start_before limit ?")) {
            select.setInt(1, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    late.add(row.getObject(1, UUID.class));
                }
            }
        }
        List<UUID> mine = H2Rows.hits(
                connection, "delete from expiry where job_id = ?", late, (delete, job) -> delete.setObject(1, job));
        List<UUID> ended = new ArrayList<>();
        for (String leave : LEAVE) {
            List<UUID> left = H2Rows.hits(connection, leave, mine, (delete, job) -> delete.setObject(1, job));
            H2Rows.batch(
                    connection,
                    "insert into outcome (job_id, state, attempt, finished_at) values (?, 'EXPIRED', 1, current_timestamp)",
                    left,
                    (insert, job) -> insert.setObject(1, job));
            ended.addAll(left);
        }
        return ended;
    }
}
