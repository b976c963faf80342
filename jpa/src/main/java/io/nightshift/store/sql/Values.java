package io.nightshift.store.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How values travel in and out of statements, on every database. */
public final class Values {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Sql NOW = SqlFile.of(Values.class).statement("now");

    private Values() {}

    /** The database's clock; within a transaction it stands still. */
    public static Instant now(Connection connection) throws SQLException {
        try (Bound statement = NOW.on(connection);
                ResultSet row = statement.query()) {
            row.next();
            return instantOf(row, 1);
        }
    }

    /** Reads an instant that may be absent. */
    public static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** Reads an instant that is always there. */
    public static Instant instantOf(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Writes an instant. */
    public static void instant(PreparedStatement statement, int at, @Nullable Instant value) throws SQLException {
        if (value == null) {
            statement.setNull(at, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(at, OffsetDateTime.ofInstant(storable(value), ZoneOffset.UTC));
        }
    }

    /** Microseconds since 1970, so that instants can travel in arrays of numbers. */
    public static long micros(Instant value) {
        Instant fit = storable(value);
        return Math.addExact(Math.multiplyExact(fit.getEpochSecond(), 1_000_000L), fit.getNano() / 1_000);
    }

    /** Microseconds; never negative. */
    public static long micros(Duration value) {
        return value.isNegative()
                ? 0
                : Math.min(value.toSeconds(), 3_000_000_000L) * 1_000_000L + value.getNano() / 1_000;
    }

    /** Writes an id that may be absent. */
    public static void uuid(PreparedStatement statement, int at, @Nullable UUID value) throws SQLException {
        if (value == null) {
            statement.setNull(at, Types.OTHER);
        } else {
            statement.setObject(at, value);
        }
    }

    /** Writes a list of ids. */
    public static void uuids(PreparedStatement statement, int at, Collection<UUID> values) throws SQLException {
        array(statement, at, "uuid", values.toArray());
    }

    /** Writes a list of texts. */
    public static void texts(PreparedStatement statement, int at, Collection<String> values) throws SQLException {
        array(statement, at, "varchar", values.toArray(String[]::new));
    }

    /** Writes a list. */
    public static void array(PreparedStatement statement, int at, String type, @Nullable Object[] values)
            throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(at, connection.createArrayOf(type, values));
    }

    /** Reads a list of ids. */
    public static List<UUID> uuids(ResultSet row, int column) throws SQLException {
        List<UUID> list = new ArrayList<>();
        for (Object element : elements(row.getArray(column))) {
            list.add((UUID) element);
        }
        return list;
    }

    /** Reads a list of numbers. */
    public static List<Integer> integers(ResultSet row, int column) throws SQLException {
        List<Integer> list = new ArrayList<>();
        for (Object element : elements(row.getArray(column))) {
            list.add((Integer) element);
        }
        return list;
    }

    /** Reads a list of texts. */
    public static List<String> texts(ResultSet row, int column) throws SQLException {
        List<String> list = new ArrayList<>();
        for (Object element : elements(row.getArray(column))) {
            list.add((String) element);
        }
        return list;
    }

    /** Cuts a text to what its column holds and drops the one character that PostgreSQL cannot store. */
    public static @Nullable String fit(@Nullable String text, int length) {
        if (text == null) {
            return null;
        }
        String storable = text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
        if (storable.length() <= length) {
            return storable;
        }
        // Not between the two halves of one character.
        return storable.substring(0, Character.isHighSurrogate(storable.charAt(length - 1)) ? length - 1 : length);
    }

    private static Object[] elements(@Nullable Array array) throws SQLException {
        return array == null ? new Object[0] : (Object[]) array.getArray();
    }

    private static Instant storable(Instant value) {
        if (value.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return value.isAfter(LATEST) ? LATEST : value;
    }
}
