package io.nightshift.store.key;

import io.nightshift.store.key.Gates.Admitted;
import io.nightshift.store.port.Gate;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The statements that differ per database. */
public interface GateRows {

    /**
     * Locks those of these gates that exist, in the order of their names.
     *
     * @param patient whether to wait a moment for those that others have locked; else they are left out
     * @return how many each lets through
     */
    Map<String, Integer> lock(Connection connection, Collection<String> names, boolean patient) throws SQLException;

    /** Moves the first jobs that wait for each gate, as many as {@code most} says, from {@code blocked} to {@code ready}. */
    List<Admitted> pass(Connection connection, List<Gate> gates) throws SQLException;

    /** Names of gates for which jobs wait, in order. */
    List<String> waitedFor(Connection connection, String after, int limit) throws SQLException;

    /** Runs a statement that takes names and answers gates with what they let through. */
    static Map<String, Integer> locked(Connection connection, Sql sql, Collection<String> names) throws SQLException {
        Map<String, Integer> gates = new TreeMap<>();
        try (Bound select = sql.on(connection)) {
            select.texts("names", names);
            try (ResultSet row = select.query()) {
                while (row.next()) {
                    gates.put(row.getString(1), row.getInt(2));
                }
            }
        }
        return gates;
    }

    /** Runs a statement that answers names. */
    static List<String> names(Connection connection, Sql sql, String after, int limit) throws SQLException {
        return sql.list(
                connection, select -> select.text("after", after).number("limit", limit), row -> row.getString(1));
    }
}
