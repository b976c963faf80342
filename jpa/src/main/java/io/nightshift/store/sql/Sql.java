package io.nightshift.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A statement out of a {@link SqlFile}, with the parameters that its class gives it. Its text never changes, so the driver and the
 * database prepare it once per connection. Safe for concurrent use.
 *
 * <p>Where each parameter stands is found out when the statement is loaded. Whoever binds in the order of the declaration, as
 * everybody should, pays one comparison per value and no look-up.
 */
public final class Sql {

    private final String where;
    private final String text;
    private final String[] parameters;
    private final int[][] places;

    private Sql(String where, String text, String[] parameters, int[][] places) {
        this.where = where;
        this.text = text;
        this.parameters = parameters;
        this.places = places;
    }

    /**
     * Reads a statement and compares its parameters with those that are declared.
     *
     * @param where names file and statement in messages
     * @throws IllegalStateException if it cannot be read, or a parameter is missing on one side
     */
    static Sql of(String where, String source, String... declared) {
        SqlText read;
        try {
            read = SqlText.of(source);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalStateException(where + ": " + unreadable.getMessage(), unreadable);
        }
        Set<String> named = new LinkedHashSet<>(Arrays.asList(declared));
        if (named.size() < declared.length || declared.length > Long.SIZE) {
            throw new IllegalStateException(
                    where + ": a parameter is declared twice, or more than " + Long.SIZE + " are declared");
        }
        Set<String> unbound = new TreeSet<>(read.places());
        unbound.removeAll(named);
        named.removeAll(read.places());
        if (!unbound.isEmpty() || !named.isEmpty()) {
            throw new IllegalStateException(where + ": its class does not bind " + unbound + " and binds " + named
                    + ", which it does not have");
        }
        int[][] places = new int[declared.length][];
        for (int i = 0; i < places.length; i++) {
            places[i] = placesOf(declared[i], read.places());
        }
        return new Sql(where, read.text(), declared.clone(), places);
    }

    private static int[] placesOf(String parameter, List<String> places) {
        int[] found = new int[places.size()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if (places.get(i).equals(parameter)) {
                found[count++] = i + 1;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Prepares it; the caller closes what he gets. */
    public Bound on(Connection connection) throws SQLException {
        return new Bound(this, connection.prepareStatement(text));
    }

    /** Runs it; answers how many rows it changed. */
    public int update(Connection connection, Setter values) throws SQLException {
        try (Bound statement = on(connection)) {
            values.set(statement);
            return statement.update();
        }
    }

    /** All rows that it answers. */
    public <T> List<T> list(Connection connection, Setter values, RowReader<T> reader) throws SQLException {
        List<T> list = new ArrayList<>();
        try (Bound select = on(connection)) {
            values.set(select);
            try (ResultSet row = select.query()) {
                while (row.next()) {
                    list.add(reader.read(row));
                }
            }
        }
        return list;
    }

    /** The first row that it answers; null if there is none. */
    public <T> @Nullable T first(Connection connection, Setter values, RowReader<T> reader) throws SQLException {
        try (Bound select = on(connection)) {
            values.set(select);
            try (ResultSet row = select.query()) {
                return row.next() ? reader.read(row) : null;
            }
        }
    }

    /** The number in the first row; zero if there is no row or it is null. */
    public int count(Connection connection, Setter values) throws SQLException {
        try (Bound select = on(connection)) {
            values.set(select);
            try (ResultSet row = select.query()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    /** File and statement, as people find it. */
    public String where() {
        return where;
    }

    /** As it is sent. */
    public String text() {
        return text;
    }

    /** Its parameters, in the order of their declaration. */
    public List<String> parameters() {
        return List.of(parameters);
    }

    /** Its one parameter. */
    String only() {
        if (parameters.length != 1) {
            throw new IllegalStateException(where + " has not one parameter but " + parameters());
        }
        return parameters[0];
    }

    int count() {
        return parameters.length;
    }

    int[] places(int slot) {
        return places[slot];
    }

    /** The number of a parameter; {@code expected} is looked at first. */
    int slot(String parameter, int expected) {
        if (expected < parameters.length && parameters[expected].equals(parameter)) {
            return expected;
        }
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].equals(parameter)) {
                return i;
            }
        }
        throw new IllegalArgumentException(where + " has no parameter " + parameter);
    }

    @Override
    public String toString() {
        return where;
    }

    /** Gives a statement its values. */
    @FunctionalInterface
    public interface Setter {

        /** Of a statement without parameters. */
        Setter NOTHING = statement -> {};

        void set(Bound statement) throws SQLException;
    }

    /** Reads a row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
