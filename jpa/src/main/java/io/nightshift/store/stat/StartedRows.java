package io.nightshift.store.stat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** The table {@code node_started}: how many jobs of each queue a node has started. */
final class StartedRows {

    private StartedRows() {}

    /** Replaces what a node has said of itself, and removes what nodes have said that are gone. */
    static void write(Connection connection, UUID incarnation, Map<String, Integer> byQueue) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("""
                delete from node_started
                where incarnation = ?
                  or not exists (select 1 from node n where n.incarnation = node_started.incarnation)""")) {
            delete.setObject(1, incarnation);
            delete.executeUpdate();
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into node_started (incarnation, queue, jobs) values (?, ?, ?)")) {
            for (Map.Entry<String, Integer> one : byQueue.entrySet()) {
                insert.setObject(1, incarnation);
                insert.setString(2, one.getKey());
                insert.setInt(3, one.getValue());
                insert.addBatch();
            }
            if (!byQueue.isEmpty()) {
                insert.executeBatch();
            }
        }
    }
}
