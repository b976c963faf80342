package io.nightshift.store.job;

import io.nightshift.store.job.Gates.Admitted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Candidates without locks, a guarded delete for each. */
final class H2GateRows implements GateRows {

    private record Waiting(UUID job, int attempt, String queue, String gate) {}

    @Override
    public List<Admitted> pass(Connection connection, List<Gate> gates) throws SQLException {
        List<Waiting> first = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select job_id, attempt, queue from blocked where gate = ? order by place limit ?")) {
            for (Gate gate : gates) {
                select.setString(1, gate.name());
                select.setInt(2, gate.most());
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        first.add(new Waiting(
                                row.getObject(1, UUID.class), row.getInt(2), row.getString(3), gate.name()));
                    }
                }
            }
        }
        List<Waiting> taken = H2Rows.hits(
                connection,
                "delete from blocked where job_id = ?",
                first,
                (delete, waiting) -> delete.setObject(1, waiting.job()));
        H2Rows.batch(
                connection,
                "insert into key_holder (job_id, gate) values (?, ?) on conflict do nothing",
                taken,
                (insert, waiting) -> {
                    insert.setObject(1, waiting.job());
                    insert.setString(2, waiting.gate());
                });
        H2Release.ready(
                connection,
                taken.stream()
                        .map(waiting -> new H2Release.Back(waiting.job(), waiting.attempt()))
                        .toList());
        return taken.stream()
                .map(waiting -> new Admitted(waiting.job(), waiting.queue()))
                .toList();
    }

    @Override
    public List<String> waitedFor(Connection connection, String after, int limit) throws SQLException {
        return GateRows.names(
                connection, "select distinct gate from blocked where gate > ? order by gate limit ?", after, limit);
    }
}
