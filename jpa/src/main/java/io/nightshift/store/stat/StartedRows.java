package io.nightshift.store.stat;

import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** The table {@code node_started}: how many jobs of each queue a node has started. */
final class StartedRows {

    private static final SqlFile FILE = SqlFile.of(StartedRows.class);
    private static final Sql FORGET = FILE.statement("forget", "incarnation");
    private static final Sql TELL = FILE.statement("tell", "incarnation", "queue", "jobs");

    private StartedRows() {}

    /** Replaces what a node has said of itself, and removes what nodes have said that are gone. */
    static void write(Connection connection, UUID incarnation, Map<String, Integer> byQueue) throws SQLException {
        Rows.execute(connection, FORGET, incarnation);
        Rows.batch(
                connection,
                TELL,
                byQueue.entrySet(),
                (insert, one) -> insert.uuid("incarnation", incarnation)
                        .text("queue", one.getKey())
                        .number("jobs", one.getValue()));
    }
}
