package io.nightshift.store.key;

import io.nightshift.store.key.Gates.Admitted;
import io.nightshift.store.port.Gate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements that differ per database. */
public interface GateRows {

    /** Moves the first jobs that wait for each gate, as many as {@code most} says, from {@code blocked} to {@code ready}. */
    List<Admitted> pass(Connection connection, List<Gate> gates) throws SQLException;

    /** Names of gates for which jobs wait, in order. */
    List<String> waitedFor(Connection connection, String after, int limit) throws SQLException;

    /** Runs a statement that answers names. */
    static List<String> names(Connection connection, String sql, String after, int limit) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, after);
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }
}
