package io.nightshift.store.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A prepared {@link Sql} whose parameters are bound by name. What was bound stays bound for the next run. A parameter that stands
 * at several places is bound at each.
 *
 * <p>A statement does not run as long as a parameter has no value: {@link IllegalStateException} names it.
 */
public final class Bound implements AutoCloseable {

    private final Sql sql;
    private final PreparedStatement statement;
    private final long complete;
    private long bound;
    private int next;

    Bound(Sql sql, PreparedStatement statement) {
        this.sql = sql;
        this.statement = statement;
        this.complete = sql.count() == Long.SIZE ? -1L : (1L << sql.count()) - 1;
    }

    public Bound text(String parameter, @Nullable String value) throws SQLException {
        for (int at : places(parameter)) {
            statement.setString(at, value);
        }
        return this;
    }

    public Bound number(String parameter, int value) throws SQLException {
        for (int at : places(parameter)) {
            statement.setInt(at, value);
        }
        return this;
    }

    public Bound number(String parameter, long value) throws SQLException {
        for (int at : places(parameter)) {
            statement.setLong(at, value);
        }
        return this;
    }

    /** An {@code integer} that may be absent. */
    public Bound maybe(String parameter, @Nullable Integer value) throws SQLException {
        for (int at : places(parameter)) {
            statement.setObject(at, value, Types.INTEGER);
        }
        return this;
    }

    /** A {@code bigint} that may be absent. */
    public Bound maybe(String parameter, @Nullable Long value) throws SQLException {
        for (int at : places(parameter)) {
            statement.setObject(at, value, Types.BIGINT);
        }
        return this;
    }

    public Bound flag(String parameter, boolean value) throws SQLException {
        for (int at : places(parameter)) {
            statement.setBoolean(at, value);
        }
        return this;
    }

    public Bound uuid(String parameter, @Nullable UUID value) throws SQLException {
        for (int at : places(parameter)) {
            Values.uuid(statement, at, value);
        }
        return this;
    }

    public Bound instant(String parameter, @Nullable Instant value) throws SQLException {
        for (int at : places(parameter)) {
            Values.instant(statement, at, value);
        }
        return this;
    }

    /** An array of ids. */
    public Bound uuids(String parameter, Collection<UUID> values) throws SQLException {
        return array(parameter, "uuid", values.toArray());
    }

    /** An array of texts. */
    public Bound texts(String parameter, Collection<String> values) throws SQLException {
        return array(parameter, "varchar", values.toArray(String[]::new));
    }

    /** An array of a type of the database; null for none. */
    public Bound array(String parameter, String type, @Nullable Object @Nullable [] values) throws SQLException {
        Connection connection = statement.getConnection();
        Array array = values == null ? null : connection.createArrayOf(type, values);
        for (int at : places(parameter)) {
            if (array == null) {
                statement.setNull(at, Types.ARRAY);
            } else {
                statement.setArray(at, array);
            }
        }
        return this;
    }

    /** A literal whose type the statement tells, such as an array that is written by hand. */
    public Bound literal(String parameter, String value) throws SQLException {
        for (int at : places(parameter)) {
            statement.setObject(at, value, Types.OTHER);
        }
        return this;
    }

    /** Binds the one parameter of a statement that has no other. */
    Bound only(UUID value) throws SQLException {
        return uuid(sql.only(), value);
    }

    /** Binds the one parameter of a statement that has no other. */
    Bound only(Collection<UUID> values) throws SQLException {
        return uuids(sql.only(), values);
    }

    /** Runs a query; closing the result is up to the caller, closing this closes it too. */
    public ResultSet query() throws SQLException {
        return checked().executeQuery();
    }

    /** Runs a change; answers how many rows it met. */
    public int update() throws SQLException {
        return checked().executeUpdate();
    }

    /** Keeps these values for {@link #batch}. */
    public void add() throws SQLException {
        checked().addBatch();
    }

    /** Runs what was added, in one go. */
    public void batch() throws SQLException {
        statement.executeBatch();
    }

    /** Ends the statement when it has run for so long. */
    public Bound within(int seconds) throws SQLException {
        statement.setQueryTimeout(seconds);
        return this;
    }

    /** Fetches so many rows at a time, if the database can. */
    public Bound fetching(int rows) throws SQLException {
        statement.setFetchSize(rows);
        return this;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    private int[] places(String parameter) {
        int slot = sql.slot(parameter, next);
        next = slot + 1;
        bound |= 1L << slot;
        return sql.places(slot);
    }

    private PreparedStatement checked() {
        if (bound != complete) {
            throw new IllegalStateException(
                    sql + ": no value for " + sql.parameters().get(Long.numberOfTrailingZeros(~bound)) + " (parameters "
                            + sql.parameters() + ")");
        }
        next = 0;
        return statement;
    }
}
