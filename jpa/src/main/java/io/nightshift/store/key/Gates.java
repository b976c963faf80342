package io.nightshift.store.key;

import io.nightshift.store.port.Gate;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * BLOCKED to READY for jobs with a key; needs a transaction around it.
 *
 * <p>Whoever counts a gate's holders, adds or removes one, has locked the gate's row: so there are never more of them than
 * the gate lets through. Gates are locked in the order of their names, after whatever else a move locks; and a blocked job
 * that somebody else has locked is passed by, because he may be waiting for the gate.
 */
public final class Gates {

    private static final int TRIES = 10;

    /** A holder whose job neither waits to be run nor runs; between two attempts only an order is kept. */
    private static final String OVER = """
            (not exists (select 1 from job j where j.id = h.job_id)
              or exists (select 1 from outcome o where o.job_id = h.job_id)
              or (h.gate like 'c:%' and exists (select 1 from scheduled s where s.job_id = h.job_id)))""";

    private final GateRows rows;

    public Gates(GateRows rows) {
        this.rows = rows;
    }

    /**
     * A job that a gate let through.
     *
     * @param job which is ready now
     * @param queue where it lies
     */
    public record Admitted(UUID job, String queue) {}

    /** Lets through what has room. */
    public List<Admitted> admit(Connection connection, Collection<Gate> gates) throws SQLException {
        Map<String, Integer> wanted = new TreeMap<>();
        gates.forEach(gate -> wanted.put(gate.name(), gate.most()));
        return pass(connection, lock(connection, wanted));
    }

    /** These jobs have left READY or RUNNING: takes their keys, unless they keep them, and lets the next ones through. */
    public List<Admitted> left(Connection connection, Collection<UUID> jobs) throws SQLException {
        if (jobs.isEmpty()) {
            return List.of();
        }
        Set<String> names = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select distinct h.gate from key_holder h where h.job_id = any(?) and " + OVER)) {
            Values.uuids(select, 1, jobs);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names.isEmpty() ? List.of() : free(connection, names, jobs);
    }

    /** Takes the keys of those of these jobs that are over; {@code names} are the gates they hold. */
    public List<Admitted> free(Connection connection, Set<String> names, Collection<UUID> jobs) throws SQLException {
        Map<String, Integer> locked = locked(connection, names);
        try (PreparedStatement delete =
                connection.prepareStatement("delete from key_holder h where h.job_id = any(?) and " + OVER)) {
            Values.uuids(delete, 1, jobs);
            delete.executeUpdate();
        }
        return pass(connection, locked);
    }

    /** Some holders behind this job that are over although their key was not taken, by gate. */
    public Stale stale(Connection connection, UUID after, int limit) throws SQLException {
        List<UUID> looked = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select job_id from key_holder where job_id > ? order by job_id limit ?")) {
            select.setObject(1, after);
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    looked.add(row.getObject(1, UUID.class));
                }
            }
        }
        Set<String> names = new HashSet<>();
        List<UUID> over = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select h.job_id, h.gate from key_holder h where h.job_id = any(?) and " + OVER)) {
            Values.uuids(select, 1, looked);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    over.add(row.getObject(1, UUID.class));
                    names.add(row.getString(2));
                }
            }
        }
        return new Stale(names, over, looked.size() < limit ? null : looked.get(looked.size() - 1));
    }

    /** Some gates, behind this name, for which jobs wait although they have room. */
    public Idle idle(Connection connection, String after, int limit) throws SQLException {
        List<String> names = rows.waitedFor(connection, after, limit);
        List<Gate> idle = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select j.gate_most from blocked b join job j on j.id = b.job_id
                where b.gate = ? order by b.place desc limit 1""")) {
            for (String name : withRoom(connection, names)) {
                select.setString(1, name);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        idle.add(new Gate(name, row.getInt(1)));
                    }
                }
            }
        }
        return new Idle(idle, names.size() < limit ? null : names.get(names.size() - 1));
    }

    private static List<String> withRoom(Connection connection, List<String> names) throws SQLException {
        List<String> room = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select n.name from unnest(?) n(name)
                where coalesce((select g.most from key_gate g where g.name = n.name), 1)
                  > (select count(*) from key_holder h where h.gate = n.name)""")) {
            Values.texts(select, 1, names);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    room.add(row.getString(1));
                }
            }
        }
        return room;
    }

    /** Behind all that wait for its gate already. */
    public static void block(Connection connection, UUID job, int attempt) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into blocked (job_id, queue, attempt, reason, gate, place)
                select id, queue, ?, 'key', gate, nextval('gate_place') from job where id = ?""")) {
            insert.setInt(1, attempt);
            insert.setObject(2, job);
            insert.executeUpdate();
        }
    }

    /** What {@link #stale} found; {@code next} is where to go on, null if that was the end. */
    public record Stale(
            Set<String> names, List<UUID> jobs, @Nullable UUID next) {}

    /** What {@link #idle} found; {@code next} is where to go on, null if that was the end. */
    public record Idle(List<Gate> gates, @Nullable String next) {}

    /** Locks gates, makes those that do not exist, and sets how many they let through. */
    private Map<String, Integer> lock(Connection connection, Map<String, Integer> wanted) throws SQLException {
        for (int tried = 0; tried < TRIES; tried++) {
            Map<String, Integer> locked = locked(connection, wanted.keySet());
            Map<String, Integer> missing = new TreeMap<>(wanted);
            missing.keySet().removeAll(locked.keySet());
            if (missing.isEmpty()) {
                setMost(connection, locked, wanted);
                return wanted;
            }
            // Another one may make it, or take it away with its last job, at the same moment: then look again.
            write(connection, "insert into key_gate (most, name) values (?, ?) on conflict do nothing", missing);
        }
        throw new SQLException(
                "The gates of " + wanted.size() + " keys were made and removed " + TRIES + " times", "40001");
    }

    private static void setMost(Connection connection, Map<String, Integer> locked, Map<String, Integer> wanted)
            throws SQLException {
        Map<String, Integer> changed = new TreeMap<>(wanted);
        changed.entrySet().removeAll(locked.entrySet());
        write(connection, "update key_gate set most = ? where name = ?", changed);
    }

    private static void write(Connection connection, String sql, Map<String, Integer> gates) throws SQLException {
        if (gates.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Map.Entry<String, Integer> gate : gates.entrySet()) {
                statement.setInt(1, gate.getValue());
                statement.setString(2, gate.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static Map<String, Integer> locked(Connection connection, Collection<String> names) throws SQLException {
        Map<String, Integer> gates = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select name, most from key_gate where name = any(?) order by name for update")) {
            Values.texts(select, 1, names);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    gates.put(row.getString(1), row.getInt(2));
                }
            }
        }
        return gates;
    }

    private List<Admitted> pass(Connection connection, Map<String, Integer> locked) throws SQLException {
        Map<String, Integer> held = held(connection, locked.keySet());
        List<Gate> room = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        locked.forEach((name, most) -> {
            int free = most - held.getOrDefault(name, 0);
            if (free > 0) {
                room.add(new Gate(name, free));
            }
            if (!held.containsKey(name)) {
                empty.add(name);
            }
        });
        List<Admitted> admitted = room.isEmpty() ? List.of() : rows.pass(connection, room);
        if (!empty.isEmpty()) {
            try (PreparedStatement delete = connection.prepareStatement("""
                    delete from key_gate g where g.name = any(?)
                    and not exists (select 1 from key_holder h where h.gate = g.name)
                    and not exists (select 1 from blocked b where b.gate = g.name)""")) {
                Values.texts(delete, 1, empty);
                delete.executeUpdate();
            }
        }
        return admitted;
    }

    private static Map<String, Integer> held(Connection connection, Collection<String> names) throws SQLException {
        Map<String, Integer> held = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select gate, count(*) from key_holder where gate = any(?) group by gate")) {
            Values.texts(select, 1, names);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    held.put(row.getString(1), row.getInt(2));
                }
            }
        }
        return held;
    }
}
