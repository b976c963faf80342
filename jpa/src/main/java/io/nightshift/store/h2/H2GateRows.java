package io.nightshift.store.h2;

import io.nightshift.store.key.GateRows;
import io.nightshift.store.key.Gates.Admitted;
import io.nightshift.store.port.Gate;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Candidates without locks; each that can be locked is deleted. */
final class H2GateRows implements GateRows {

    private static final SqlFile FILE = SqlFile.of(H2GateRows.class);
    private static final Sql LOCK = FILE.statement("lock", "names");
    private static final Sql FIRST = FILE.statement("first", "gate", "most");
    private static final Sql FREE = FILE.statement("free", "job");
    private static final Sql LEAVE = FILE.statement("leave", "job");
    private static final Sql HOLD = FILE.statement("hold", "job", "gate");
    private static final Sql WAITED_FOR = FILE.statement("waited-for", "after", "limit");

    private record Waiting(UUID job, int attempt, String queue, String gate) {}

    /** Always waits: nobody is frozen who lives in the same process. */
    @Override
    public Map<String, Integer> lock(Connection connection, Collection<String> names, boolean patient)
            throws SQLException {
        return GateRows.locked(connection, LOCK, names);
    }

    @Override
    public List<Admitted> pass(Connection connection, List<Gate> gates) throws SQLException {
        List<Waiting> first = new ArrayList<>();
        for (Gate gate : gates) {
            first.addAll(FIRST.list(
                    connection,
                    select -> select.text("gate", gate.name()).number("most", gate.most()),
                    row -> new Waiting(row.getObject(1, UUID.class), row.getInt(2), row.getString(3), gate.name())));
        }
        List<Waiting> taken = Rows.hits(
                connection, LEAVE, free(connection, first), (delete, waiting) -> delete.uuid("job", waiting.job()));
        Rows.each(
                connection,
                HOLD,
                taken,
                (insert, waiting) -> insert.uuid("job", waiting.job()).text("gate", waiting.gate()));
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
        for (Waiting waiting : first) {
            if (Rows.exists(connection, FREE, waiting.job())) {
                free.add(waiting);
            }
        }
        return free;
    }

    @Override
    public List<String> waitedFor(Connection connection, String after, int limit) throws SQLException {
        return GateRows.names(connection, WAITED_FOR, after, limit);
    }
}
