package io.nightshift.store.postgres;

import io.nightshift.store.sql.Values;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a list of rows as PostgreSQL arrays.
 *
 * <p>Ids and numbers are written as array literals by hand: the driver's own way of writing {@code UUID[]} was the largest
 * share of the Java time of a claim and a finish.
 */
public final class PgArray {

    private PgArray() {}

    /** Ids; null elements are allowed. */
    public static <R> void uuids(PreparedStatement statement, int at, List<R> rows, Function<R, @Nullable UUID> column)
            throws SQLException {
        StringBuilder literal = new StringBuilder(rows.size() * 37 + 2).append('{');
        for (int i = 0; i < rows.size(); i++) {
            literal.append(i == 0 ? "" : ",").append(column.apply(rows.get(i)));
        }
        literal(statement, at, literal);
    }

    /** Whole numbers. */
    public static <R> void numbers(PreparedStatement statement, int at, List<R> rows, ToLongFunction<R> column)
            throws SQLException {
        StringBuilder literal = new StringBuilder(rows.size() * 4 + 2).append('{');
        for (int i = 0; i < rows.size(); i++) {
            literal.append(i == 0 ? "" : ",").append(column.applyAsLong(rows.get(i)));
        }
        literal(statement, at, literal);
    }

    /** Whole numbers, some absent. */
    public static <R> void maybeNumbers(
            PreparedStatement statement, int at, List<R> rows, Function<R, @Nullable Long> column) throws SQLException {
        StringBuilder literal = new StringBuilder(rows.size() * 8 + 2).append('{');
        for (int i = 0; i < rows.size(); i++) {
            literal.append(i == 0 ? "" : ",").append(column.apply(rows.get(i)));
        }
        literal(statement, at, literal);
    }

    /** Texts; null elements are allowed. */
    public static <R> void texts(
            PreparedStatement statement, int at, List<R> rows, Function<R, @Nullable String> column)
            throws SQLException {
        @Nullable String[] values = new String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        Values.array(statement, at, "text", values);
    }

    private static void literal(PreparedStatement statement, int at, StringBuilder literal) throws SQLException {
        // OTHER leaves the type to the statement, which casts the parameter.
        statement.setObject(at, literal.append('}').toString(), Types.OTHER);
    }
}
