package io.nightshift.store.h2;

import io.nightshift.store.key.GateRows;
import io.nightshift.store.key.Gates.Admitted;
import io.nightshift.store.port.Gate;
import io.nightshift.store.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Candidates without locks; each that can be locked is deleted. */
final class H2GateRows implements GateRows {

    private record Waiting(UUID job, int attempt, String queue, String gate) {}

    /** Always waits: nobody is frozen who lives in the same process. */
    @Override
    public Map<String, Integer> lock(Connection connection, Collection<String> names, boolean patient)
            throws SQLException {
        return GateRows.locked(
                connection, "select name, most from key_gate where name = any(?) order by name for update", names);
    }

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
        List<Waiting> taken = Rows.hits(
                connection,
                "delete from blocked where job_id = ?",
                free(connection, first),
                (delete, waiting) -> delete.setObject(1, waiting.job()));
        Rows.each(
                connection,
                "insert into key_holder (job_id, gate) values (?, ?) on conflict do nothing",
                taken,
                (insert, waiting) -> {
                    insert.setObject(1, waiting.job());
                    insert.setString(2, waiting.gate());
                });
        H2Ready.put(
                connection,
                taken.stream()
                        .map(waiting -> new H2Ready.Back(waiting.job(), waiting.attempt()))
                        .toList());
        return taken.stream()
                .map(waiting -> new Admitted(waiting.job(), waiting.queue()))
                .toList();
    }

    /** Without those that somebody else has locked: he may be waiting for the gate. */
    private static List<Waiting> free(Connection connection, List<Waiting> first) throws SQLException {
        List<Waiting> free = new ArrayList<>();
        try (PreparedStatement lock =
                connection.prepareStatement("select 1 from blocked where job_id = ? for update skip locked")) {
            for (Waiting waiting : first) {
                lock.setObject(1, waiting.job());
                try (ResultSet row = lock.executeQuery()) {
                    if (row.next()) {
                        free.add(waiting);
                    }
                }
            }
        }
        return free;
    }

    @Override
    public List<String> waitedFor(Connection connection, String after, int limit) throws SQLException {
        return GateRows.names(
                connection, "select distinct gate from blocked where gate > ? order by gate limit ?", after, limit);
    }
}
