package io.nightshift.store.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows one after the other, which in an embedded database costs no round trips. */
final class H2Rows {

    private H2Rows() {}

    /** Runs one statement for each row. */
    static <R> void batch(Connection connection, String sql, List<R> rows, Binding<R> binding) throws SQLException {
        hits(connection, sql, rows, binding);
    }

    /** Runs one statement for each row and answers the rows for which it changed something. */
    static <R> List<R> hits(Connection connection, String sql, List<R> rows, Binding<R> binding) throws SQLException {
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

    /** Puts a row's values into a statement. */
    @FunctionalInterface
    interface Binding<R> {
        void bind(PreparedStatement statement, R row) throws SQLException;
    }
}
