package io.nightshift.store.node;

import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The same plain statements on every database. */
public final class JdbcNodeStore implements NodeStore {

    private static final SqlFile FILE = SqlFile.of(JdbcNodeStore.class);
    private static final Sql REGISTER =
            FILE.statement("register", "incarnation", "name", "version", "slots", "types", "lease");
    private static final Sql HEARTBEAT = FILE.statement("heartbeat", "running", "lease", "incarnation");
    private static final Sql CLOCK = FILE.statement("clock", "ahead", "incarnation");
    private static final Sql DRAIN = FILE.statement("drain", "who", "incarnation");
    private static final Sql RESUME = FILE.statement("resume", "incarnation");
    private static final Sql DRAINING = FILE.statement("draining", "incarnation");
    private static final Sql DRAINED = FILE.statement("drained", "held", "incarnation");
    private static final Sql LEAVE = FILE.statement("leave", "incarnation");
    private static final Sql FORGET = FILE.statement("forget", "age");
    private static final Sql ALL = FILE.statement("all");
    private static final Sql TYPES = FILE.statement("types");

    private final Transactor transactor;

    /** Uses a database. */
    public JdbcNodeStore(Transactor transactor) {
        this.transactor = transactor;
    }

    @Override
    public void register(
            UUID incarnation, String name, String version, int slots, Collection<String> types, Duration lease) {
        transactor.call(
                "Registering node " + name,
                connection -> REGISTER.update(
                        connection,
                        insert -> insert.uuid("incarnation", incarnation)
                                .text("name", Values.fit(name, 100))
                                .text("version", Values.fit(version, 50))
                                .number("slots", slots)
                                .texts("types", types)
                                .number("lease", Values.micros(lease))));
    }

    @Override
    public boolean heartbeat(UUID incarnation, int running, Duration lease) {
        return transactor.call(
                "The heartbeat of node " + incarnation,
                connection -> HEARTBEAT.update(
                                connection,
                                update -> update.number("running", running)
                                        .number("lease", Values.micros(lease))
                                        .uuid("incarnation", incarnation))
                        > 0);
    }

    @Override
    public void clock(UUID incarnation, Duration ahead) {
        transactor.call(
                "Telling the clock of node " + incarnation,
                connection -> CLOCK.update(
                        connection,
                        update -> update.number("ahead", ahead.toMillis()).uuid("incarnation", incarnation)));
    }

    @Override
    public boolean drain(UUID incarnation, String by) {
        return transactor.call(
                "Draining node " + incarnation,
                connection -> DRAIN.update(
                                connection,
                                update ->
                                        update.text("who", Values.fit(by, 200)).uuid("incarnation", incarnation))
                        > 0);
    }

    @Override
    public boolean resume(UUID incarnation) {
        return transactor.call(
                "Resuming node " + incarnation, connection -> Rows.execute(connection, RESUME, incarnation) > 0);
    }

    @Override
    public Optional<String> draining(UUID incarnation) {
        return transactor.call(
                "Asking whether node " + incarnation + " drains",
                connection -> Optional.ofNullable(DRAINING.first(
                        connection, select -> select.uuid("incarnation", incarnation), row -> row.getString(1))));
    }

    @Override
    public void drained(UUID incarnation, int held) {
        transactor.call(
                "Telling how far node " + incarnation + " is drained",
                connection -> DRAINED.update(
                        connection, update -> update.number("held", held).uuid("incarnation", incarnation)));
    }

    @Override
    public void leave(UUID incarnation) {
        transactor.call("Leaving as node " + incarnation, connection -> Rows.execute(connection, LEAVE, incarnation));
    }

    @Override
    public int forget(Duration age) {
        return transactor.call(
                "Forgetting nodes",
                connection -> FORGET.update(connection, delete -> delete.number("age", Values.micros(age))));
    }

    @Override
    public List<Node> all() {
        return transactor.call(
                "Reading the nodes", connection -> ALL.list(connection, Sql.Setter.NOTHING, JdbcNodeStore::node));
    }

    @Override
    public Set<String> types() {
        return transactor.call("Reading the types of the nodes", connection -> {
            Set<String> types = new HashSet<>();
            TYPES.list(connection, Sql.Setter.NOTHING, row -> Values.texts(row, 1))
                    .forEach(types::addAll);
            return types;
        });
    }

    private static @Nullable Duration ahead(ResultSet row) throws SQLException {
        long millis = row.getLong(14);
        return row.wasNull() ? null : Duration.ofMillis(millis);
    }

    private static Node node(ResultSet row) throws SQLException {
        Instant draining = Values.instant(row, 12);
        State drains = Values.instant(row, 13) == null ? State.DRAINING : State.DRAINED;
        return new Node(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getInt(5),
                Values.texts(row, 6),
                Values.instantOf(row, 7),
                Values.instantOf(row, 8),
                Values.instantOf(row, 9),
                row.getBoolean(10),
                draining == null ? State.ACTIVE : drains,
                row.getString(11),
                draining,
                ahead(row));
    }
}
