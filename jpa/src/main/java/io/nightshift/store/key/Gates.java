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
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * BLOCKED to READY for jobs with a key; needs a transaction around it.
 *
 * <p>Whoever counts a gate's holders, adds or removes one, has locked the gate's row: so there are never more of them than
 * the gate lets through. A move locks gates last, in the order of their names, and waits for none: those that somebody else
 * has locked are {@link Passed#skipped}, and {@link #settle settled} once the move is committed. So a node that is frozen
 * with a gate in its hands keeps nobody from anything but this one key.
 *
 * <p>A blocked job that somebody else has locked is passed by.
 */
public final class Gates {

    /**
     * A holder whose job neither waits to be run nor runs; between two attempts only an order is kept. Such a job can get to
     * READY only through its gate, so what is over stays over as long as the gate is locked.
     */
    private static final String OVER = """
            (not exists (select 1 from job j where j.id = h.job_id)
              or exists (select 1 from outcome o where o.job_id = h.job_id)
              or exists (select 1 from blocked b where b.job_id = h.job_id)
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

    /**
     * What came of some gates.
     *
     * @param admitted jobs that were let through
     * @param skipped gates that somebody else has locked
     */
    public record Passed(List<Admitted> admitted, Set<String> skipped) {

        /** Of no gate. */
        public static final Passed NOTHING = new Passed(List.of(), Set.of());
    }

    /** Jobs were submitted: their numbers are the limits now. Lets through what has room. */
    public Passed admit(Connection connection, Collection<Gate> gates) throws SQLException {
        if (gates.isEmpty()) {
            return Passed.NOTHING;
        }
        TreeMap<String, Integer> wanted = new TreeMap<>();
        gates.forEach(gate -> wanted.put(gate.name(), gate.most()));
        Set<String> skipped = lock(connection, wanted, false);
        return new Passed(pass(connection, wanted), skipped);
    }

    /** These jobs have left READY or RUNNING: takes their keys, unless they keep them, and lets the next ones through. */
    public Passed left(Connection connection, Collection<UUID> jobs) throws SQLException {
        if (jobs.isEmpty()) {
            return Passed.NOTHING;
        }
        TreeSet<String> names = new TreeSet<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select distinct h.gate from key_holder h where h.job_id = any(?) and " + OVER)) {
            Values.uuids(select, 1, jobs);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        if (names.isEmpty()) {
            return Passed.NOTHING;
        }
        Map<String, Integer> locked = rows.lock(connection, names, false);
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from key_holder h where h.job_id = any(?) and h.gate = any(?) and " + OVER)) {
            Values.uuids(delete, 1, jobs);
            Values.texts(delete, 2, locked.keySet());
            delete.executeUpdate();
        }
        names.removeAll(locked.keySet());
        return new Passed(pass(connection, locked), names);
    }

    /**
     * Puts gates right, whatever was missed: takes the keys of holders that are over, sets the limit to that of the latest
     * submission, and lets through what has room. Needs a transaction that holds nothing else.
     *
     * @param patient whether to wait a moment for gates that others have locked, and to throw if that was not enough
     */
    Passed settle(Connection connection, Collection<String> names, boolean patient) throws SQLException {
        TreeMap<String, Integer> wanted = limits(connection, names);
        if (wanted.isEmpty()) {
            return Passed.NOTHING;
        }
        Set<String> skipped = lock(connection, wanted, patient);
        try (PreparedStatement delete =
                connection.prepareStatement("delete from key_holder h where h.gate = any(?) and " + OVER)) {
            Values.texts(delete, 1, wanted.keySet());
            delete.executeUpdate();
        }
        return new Passed(pass(connection, wanted), skipped);
    }

    /** Some gates behind this holder's whose holder is over although its key was not taken. */
    Found<UUID> stale(Connection connection, UUID after, int limit) throws SQLException {
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
        try (PreparedStatement select =
                connection.prepareStatement("select h.gate from key_holder h where h.job_id = any(?) and " + OVER)) {
            Values.uuids(select, 1, looked);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return new Found<>(names, looked.size() < limit ? null : looked.get(looked.size() - 1));
    }

    /** Some gates, behind this name, for which jobs wait although they have room. */
    Found<String> idle(Connection connection, String after, int limit) throws SQLException {
        List<String> names = rows.waitedFor(connection, after, limit);
        Set<String> room = new HashSet<>();
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
        return new Found<>(room, names.size() < limit ? null : names.get(names.size() - 1));
    }

    /** The gates that these jobs have to pass. */
    public static Set<String> of(Connection connection, Collection<UUID> jobs) throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement select =
                connection.prepareStatement("select distinct gate from job where id = any(?) and gate is not null")) {
            Values.uuids(select, 1, jobs);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    /** Puts a job behind all that wait for its gate already. */
    public static void block(Connection connection, UUID job, int attempt) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into blocked (job_id, queue, attempt, gate, place)
                select id, queue, ?, gate, nextval('gate_place') from job where id = ?""")) {
            insert.setInt(1, attempt);
            insert.setObject(2, job);
            insert.executeUpdate();
        }
    }

    /** Gates that look wrong; {@code next} is where to go on, null if that was the end. */
    record Found<T>(Set<String> names, @Nullable T next) {}

    /** How many each gate lets through: the number of its latest submission. A gate without jobs is left out. */
    private static TreeMap<String, Integer> limits(Connection connection, Collection<String> names)
            throws SQLException {
        TreeMap<String, Integer> limits = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select n.name, (select j.gate_most from job j where j.gate = n.name order by j.gate desc, j.id desc limit 1)
                from unnest(?) n(name)""")) {
            Values.texts(select, 1, names);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    int most = row.getInt(2);
                    if (!row.wasNull()) {
                        limits.put(row.getString(1), most);
                    }
                }
            }
        }
        return limits;
    }

    /** Locks gates, makes those that do not exist, and sets how many they let through; takes out and answers the skipped. */
    private Set<String> lock(Connection connection, TreeMap<String, Integer> wanted, boolean patient)
            throws SQLException {
        Map<String, Integer> locked = rows.lock(connection, wanted.keySet(), patient);
        if (locked.size() < wanted.size()) {
            TreeMap<String, Integer> open = new TreeMap<>(wanted);
            open.keySet().removeAll(locked.keySet());
            write(connection, "insert into key_gate (most, name) values (?, ?) on conflict do nothing", open);
            locked.putAll(rows.lock(connection, open.keySet(), patient));
        }
        Set<String> skipped = new TreeSet<>(wanted.keySet());
        skipped.removeAll(locked.keySet());
        wanted.keySet().retainAll(locked.keySet());
        setMost(connection, locked, wanted);
        return skipped;
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

    private List<Admitted> pass(Connection connection, Map<String, Integer> locked) throws SQLException {
        if (locked.isEmpty()) {
            return List.of();
        }
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
