package io.nightshift.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Short statements about rows that are found by ids, on every database. */
public final class Rows {

    private Rows() {}

    /** Runs one statement for each row, one after the other: in an embedded database that costs no round trips. */
    public static <R> void each(Connection connection, String sql, List<R> rows, Binding<R> binding)
            throws SQLException {
        hits(connection, sql, rows, binding);
    }

    /** Runs one statement for each row and answers the rows for which it changed something. */
    public static <R> List<R> hits(Connection connection, String sql, List<R> rows, Binding<R> binding)
            throws SQLException {
        List<R> hits = new ArrayList<>();
        if (rows.isEmpty()) {
            return hits;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (R row : rows) {
                binding.bind(statement, row);
                if (statement.executeUpdate() > 0) {
                    hits.add(row);
                }
            }
        }
        return hits;
    }

    /** Whether a query that takes ids finds anything. */
    public static boolean exists(Connection connection, String sql, UUID... ids) throws SQLException {
        return number(connection, sql, ids) != null;
    }

    /** The number in the first row of a query that takes ids; null if there is no row. */
    public static @Nullable Integer number(Connection connection, String sql, UUID... ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(select, ids);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : null;
            }
        }
    }

    /** Runs a statement that takes ids; answers how many rows it changed. */
    public static int execute(Connection connection, String sql, UUID... ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, ids);
            return statement.executeUpdate();
        }
    }

    /** Runs a statement that takes one list of ids; none at all for an empty list. */
    public static void execute(Connection connection, String sql, Collection<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Values.uuids(statement, 1, ids);
            statement.executeUpdate();
        }
    }

    /** The ids that a statement answers which takes one list of ids; none for an empty list. */
    public static List<UUID> ids(Connection connection, String sql, Collection<UUID> ids) throws SQLException {
        List<UUID> found = new ArrayList<>();
        if (ids.isEmpty()) {
            return found;
        }
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            Values.uuids(select, 1, ids);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(row.getObject(1, UUID.class));
                }
            }
        }
        return found;
    }

    private static void bind(PreparedStatement statement, UUID... ids) throws SQLException {
        for (int i = 0; i < ids.length; i++) {
            statement.setObject(i + 1, ids[i]);
        }
    }

    /** Puts a row's values into a statement. */
    @FunctionalInterface
    public interface Binding<R> {
        void bind(PreparedStatement statement, R row) throws SQLException;
    }
}
