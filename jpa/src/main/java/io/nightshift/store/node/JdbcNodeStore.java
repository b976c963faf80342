package io.nightshift.store.node;

import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The same plain statements on every database. */
public final class JdbcNodeStore implements NodeStore {

    /** A bound duration in microseconds; this spelling is understood by PostgreSQL and H2 alike. */
    private static final String MICROS = "cast(? as bigint) * interval '0.000001' second";

    private final Transactor transactor;

    /** Uses a database. */
    public JdbcNodeStore(Transactor transactor) {
        this.transactor = transactor;
    }

    @Override
    public void register(
            UUID incarnation, String name, String version, int slots, Collection<String> types, Duration lease) {
        transactor.call("Registering node " + name, connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into node (incarnation, name, version, slots, running, types, started_at, heartbeat_at,
                      lease_until)
                    values (?, ?, ?, ?, 0, ?, current_timestamp, current_timestamp, current_timestamp + %s)""".replace("%s", MICROS))) {
                insert.setObject(1, incarnation);
                insert.setString(2, Values.fit(name, 100));
                insert.setString(3, Values.fit(version, 50));
                insert.setInt(4, slots);
                Values.texts(insert, 5, types);
                insert.setLong(6, Values.micros(lease));
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public boolean heartbeat(UUID incarnation, int running, Duration lease) {
        return transactor.call("The heartbeat of node " + incarnation, connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update node set running = ?, heartbeat_at = current_timestamp, lease_until = current_timestamp + "
                            + MICROS + " where incarnation = ? and left_at is null")) {
                update.setInt(1, running);
                update.setLong(2, Values.micros(lease));
                update.setObject(3, incarnation);
                return update.executeUpdate() > 0;
            }
        });
    }

    @Override
    public void clock(UUID incarnation, Duration ahead) {
        transactor.call("Telling the clock of node " + incarnation, connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update node set clock_ahead_ms = ? where incarnation = ?")) {
                update.setLong(1, ahead.toMillis());
                update.setObject(2, incarnation);
                return update.executeUpdate();
            }
        });
    }

    @Override
    public boolean drain(UUID incarnation, String by) {
        return transactor.call("Draining node " + incarnation, connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update node set draining_by = ?, draining_at = current_timestamp, drained_at = null
                    where incarnation = ? and draining_at is null and lease_until > current_timestamp""")) {
                update.setString(1, Values.fit(by, 200));
                update.setObject(2, incarnation);
                return update.executeUpdate() > 0;
            }
        });
    }

    @Override
    public boolean resume(UUID incarnation) {
        return transactor.call("Resuming node " + incarnation, connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update node set draining_by = null, draining_at = null, drained_at = null
                    where incarnation = ? and draining_at is not null""")) {
                update.setObject(1, incarnation);
                return update.executeUpdate() > 0;
            }
        });
    }

    @Override
    public Optional<String> draining(UUID incarnation) {
        return transactor.call("Asking whether node " + incarnation + " drains", connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select draining_by from node where incarnation = ? and draining_at is not null")) {
                select.setObject(1, incarnation);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void drained(UUID incarnation, int held) {
        transactor.call("Telling how far node " + incarnation + " is drained", connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update node set running = least(?, slots),
                      drained_at = case when ? > 0 then null else coalesce(drained_at, current_timestamp) end
                    where incarnation = ? and draining_at is not null""")) {
                update.setInt(1, held);
                update.setInt(2, held);
                update.setObject(3, incarnation);
                return update.executeUpdate();
            }
        });
    }

    @Override
    public void leave(UUID incarnation) {
        transactor.call("Leaving as node " + incarnation, connection -> {
            try (PreparedStatement leave = connection.prepareStatement("""
                    update node set running = 0, lease_until = current_timestamp, left_at = current_timestamp
                    where incarnation = ?""")) {
                leave.setObject(1, incarnation);
                return leave.executeUpdate();
            }
        });
    }

    @Override
    public int forget(Duration age) {
        return transactor.call("Forgetting nodes", connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from node where lease_until <"
                    + " current_timestamp - " + MICROS
                    + " and not exists (select 1 from claim c where c.incarnation = node.incarnation)")) {
                delete.setLong(1, Values.micros(age));
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public List<Node> all() {
        return transactor.call("Reading the nodes", connection -> {
            List<Node> nodes = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("""
                            select incarnation, name, version, slots,
                              case when lease_until > current_timestamp then running else 0 end, types, started_at,
                              heartbeat_at, lease_until, lease_until > current_timestamp, draining_by, draining_at,
                              drained_at, clock_ahead_ms
                            from node where left_at is null order by name, started_at""");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    nodes.add(node(row));
                }
            }
            return nodes;
        });
    }

    @Override
    public Set<String> types() {
        return transactor.call("Reading the types of the nodes", connection -> {
            Set<String> types = new HashSet<>();
            try (PreparedStatement select = connection.prepareStatement("select types from node");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    types.addAll(Values.texts(row, 1));
                }
            }
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
