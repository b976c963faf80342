package io.nightshift.store.postgres;

import io.nightshift.store.sql.Bound;
import java.sql.SQLException;
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
    public static <R> void uuids(Bound statement, String parameter, List<R> rows, Function<R, @Nullable UUID> column)
            throws SQLException {
        StringBuilder literal = new StringBuilder(rows.size() * 37 + 2).append('{');
        for (int i = 0; i < rows.size(); i++) {
            literal.append(i == 0 ? "" : ",").append(column.apply(rows.get(i)));
        }
        literal(statement, parameter, literal);
    }

    /** Whole numbers. */
    public static <R> void numbers(Bound statement, String parameter, List<R> rows, ToLongFunction<R> column)
            throws SQLException {
        StringBuilder literal = new StringBuilder(rows.size() * 4 + 2).append('{');
        for (int i = 0; i < rows.size(); i++) {
            literal.append(i == 0 ? "" : ",").append(column.applyAsLong(rows.get(i)));
        }
        literal(statement, parameter, literal);
    }

    /** Whole numbers, some absent. */
    public static <R> void maybeNumbers(
            Bound statement, String parameter, List<R> rows, Function<R, @Nullable Long> column) throws SQLException {
        StringBuilder literal = new StringBuilder(rows.size() * 8 + 2).append('{');
        for (int i = 0; i < rows.size(); i++) {
            literal.append(i == 0 ? "" : ",").append(column.apply(rows.get(i)));
        }
        literal(statement, parameter, literal);
    }

    /** Texts; null elements are allowed. */
    public static <R> void texts(Bound statement, String parameter, List<R> rows, Function<R, @Nullable String> column)
            throws SQLException {
        @Nullable String[] values = new String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        statement.array(parameter, "text", values);
    }

    private static void literal(Bound statement, String parameter, StringBuilder literal) throws SQLException {
        // It leaves the type to the statement, which casts the parameter.
        statement.literal(parameter, literal.append('}').toString());
    }
}
