package io.nightshift.store.sql;

import java.sql.Connection;
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
    public static <R> void each(Connection connection, Sql sql, List<R> rows, Binding<R> binding) throws SQLException {
        hits(connection, sql, rows, binding);
    }

    /** Runs one statement for each row and answers the rows for which it changed something. */
    public static <R> List<R> hits(Connection connection, Sql sql, List<R> rows, Binding<R> binding)
            throws SQLException {
        List<R> hits = new ArrayList<>();
        if (rows.isEmpty()) {
            return hits;
        }
        try (Bound statement = sql.on(connection)) {
            for (R row : rows) {
                binding.bind(statement, row);
                if (statement.update() > 0) {
                    hits.add(row);
                }
            }
        }
        return hits;
    }

    /** Sends one statement with the values of each row to the database in one go; nothing at all without rows. */
    public static <R> void batch(Connection connection, Sql sql, Collection<R> rows, Binding<R> binding)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (Bound statement = sql.on(connection)) {
            for (R row : rows) {
                binding.bind(statement, row);
                statement.add();
            }
            statement.batch();
        }
    }

    /** Whether a query that takes one id finds anything. */
    public static boolean exists(Connection connection, Sql sql, UUID id) throws SQLException {
        return number(connection, sql, id) != null;
    }

    /** The number in the first row of a query that takes one id; null if there is no row. */
    public static @Nullable Integer number(Connection connection, Sql sql, UUID id) throws SQLException {
        try (Bound select = sql.on(connection)) {
            select.only(id);
            try (ResultSet row = select.query()) {
                return row.next() ? row.getInt(1) : null;
            }
        }
    }

    /** Runs a statement that takes one id; answers how many rows it changed. */
    public static int execute(Connection connection, Sql sql, UUID id) throws SQLException {
        try (Bound statement = sql.on(connection)) {
            statement.only(id);
            return statement.update();
        }
    }

    /** Runs a statement that takes one list of ids; none at all for an empty list. */
    public static void execute(Connection connection, Sql sql, Collection<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (Bound statement = sql.on(connection)) {
            statement.only(ids);
            statement.update();
        }
    }

    /** The ids that a statement answers which takes one list of ids; none for an empty list. */
    public static List<UUID> ids(Connection connection, Sql sql, Collection<UUID> ids) throws SQLException {
        List<UUID> found = new ArrayList<>();
        if (ids.isEmpty()) {
            return found;
        }
        try (Bound select = sql.on(connection)) {
            select.only(ids);
            try (ResultSet row = select.query()) {
                while (row.next()) {
                    found.add(row.getObject(1, UUID.class));
                }
            }
        }
        return found;
    }

    /** Puts a row's values into a statement. */
    @FunctionalInterface
    public interface Binding<R> {
        void bind(Bound statement, R row) throws SQLException;
    }
}
