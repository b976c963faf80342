package io.nightshift.store.postgres;

import io.nightshift.store.port.ChunkMove;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import io.nightshift.store.steer.CancelRequests;
import io.nightshift.store.steer.ChunkRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One statement per place. */
final class PgChunkRows implements ChunkRows {

    private static final SqlFile FILE = SqlFile.of(PgChunkRows.class);
    private static final Sql LOCK_ENDED = FILE.statement("lock-ended", "jobs");
    private static final Sql FORGET_DEADLINES = FILE.statement("forget-deadlines", "jobs");
    private static final Sql LOCK_CLAIMS = FILE.statement("lock-claims", "jobs");
    private static final Sql RENEW_DEADLINES = FILE.statement("renew-deadlines", "jobs");
    private static final List<Sql> CANCELS = List.of(
            FILE.statement("cancel-scheduled", "jobs"),
            FILE.statement("cancel-blocked", "jobs"),
            FILE.statement("cancel-ready", "jobs"));
    private static final List<Sql> PLACES = List.of(
            FILE.statement("place-scheduled", "jobs", "queue", "priority"),
            FILE.statement("place-blocked", "jobs", "queue", "priority"),
            FILE.statement("place-ready", "jobs", "queue", "priority"));

    @Override
    public Map<UUID, String> lockEnded(Connection connection, List<UUID> jobs) throws SQLException {
        Map<UUID, String> ended = new LinkedHashMap<>();
        try (Bound select = LOCK_ENDED.on(connection)) {
            select.uuids("jobs", jobs);
            try (ResultSet row = select.query()) {
                while (row.next()) {
                    ended.put(row.getObject(1, UUID.class), row.getString(2));
                }
            }
        }
        return ended;
    }

    @Override
    public List<UUID> cancel(Connection connection, List<UUID> jobs) throws SQLException {
        List<UUID> cancelled = new ArrayList<>();
        for (Sql cancel : CANCELS) {
            cancelled.addAll(Rows.ids(connection, cancel, jobs));
        }
        // One that came after the deadlines were locked goes when it has passed.
        Rows.execute(connection, FORGET_DEADLINES, cancelled);
        return cancelled;
    }

    @Override
    public List<CancelRequests.Held> lockClaims(Connection connection, List<UUID> jobs) throws SQLException {
        if (jobs.isEmpty()) {
            return List.of();
        }
        Set<UUID> wanted = new HashSet<>(jobs);
        return LOCK_CLAIMS.list(connection, select -> select.uuids("jobs", jobs), row -> {
            List<UUID> held = Values.uuids(row, 2);
            held.retainAll(wanted);
            return new CancelRequests.Held(row.getObject(1, UUID.class), Values.uuids(row, 3), held);
        });
    }

    @Override
    public List<UUID> place(Connection connection, List<UUID> jobs, ChunkMove.Place to) throws SQLException {
        Rows.execute(connection, RENEW_DEADLINES, jobs);
        List<UUID> moved = new ArrayList<>();
        for (Sql place : PLACES) {
            moved.addAll(place.list(
                    connection,
                    values ->
                            values.uuids("jobs", jobs).text("queue", to.queue()).maybe("priority", to.priority()),
                    row -> row.getObject(1, UUID.class)));
        }
        return moved;
    }
}
