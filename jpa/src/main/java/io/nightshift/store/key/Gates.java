package io.nightshift.store.key;

import io.nightshift.store.port.Gate;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
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

    private static final SqlFile FILE = SqlFile.of(Gates.class);
    private static final Sql LEFT = FILE.statement("left", "jobs");
    private static final Sql TAKE_LEFT = FILE.statement("take-left", "jobs", "gates");
    private static final Sql TAKE_OVER = FILE.statement("take-over", "gates");
    private static final Sql STALE = FILE.statement("stale", "jobs");
    private static final Sql HOLDERS_BEHIND = FILE.statement("holders-behind", "after", "limit");
    private static final Sql WITH_ROOM = FILE.statement("with-room", "names");
    private static final Sql OF_JOBS = FILE.statement("of-jobs", "jobs");
    private static final Sql BLOCK = FILE.statement("block", "attempt", "job");
    private static final Sql LIMITS = FILE.statement("limits", "names");
    private static final Sql MAKE = FILE.statement("make", "most", "name");
    private static final Sql SET_MOST = FILE.statement("set-most", "most", "name");
    private static final Sql DROP_EMPTY = FILE.statement("drop-empty", "names");
    private static final Sql HELD = FILE.statement("held", "names");

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
        TreeSet<String> names =
                new TreeSet<>(LEFT.list(connection, select -> select.uuids("jobs", jobs), row -> row.getString(1)));
        if (names.isEmpty()) {
            return Passed.NOTHING;
        }
        Map<String, Integer> locked = rows.lock(connection, names, false);
        TAKE_LEFT.update(connection, delete -> delete.uuids("jobs", jobs).texts("gates", locked.keySet()));
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
        TAKE_OVER.update(connection, delete -> delete.texts("gates", wanted.keySet()));
        return new Passed(pass(connection, wanted), skipped);
    }

    /** Some gates behind this holder's whose holder is over although its key was not taken. */
    Found<UUID> stale(Connection connection, UUID after, int limit) throws SQLException {
        List<UUID> looked = HOLDERS_BEHIND.list(
                connection,
                select -> select.uuid("after", after).number("limit", limit),
                row -> row.getObject(1, UUID.class));
        Set<String> names =
                new HashSet<>(STALE.list(connection, select -> select.uuids("jobs", looked), row -> row.getString(1)));
        return new Found<>(names, looked.size() < limit ? null : looked.get(looked.size() - 1));
    }

    /** Some gates, behind this name, for which jobs wait although they have room. */
    Found<String> idle(Connection connection, String after, int limit) throws SQLException {
        List<String> names = rows.waitedFor(connection, after, limit);
        Set<String> room = new HashSet<>(
                WITH_ROOM.list(connection, select -> select.texts("names", names), row -> row.getString(1)));
        return new Found<>(room, names.size() < limit ? null : names.get(names.size() - 1));
    }

    /** The gates that these jobs have to pass. */
    public static Set<String> of(Connection connection, Collection<UUID> jobs) throws SQLException {
        return new HashSet<>(OF_JOBS.list(connection, select -> select.uuids("jobs", jobs), row -> row.getString(1)));
    }

    /** Puts a job behind all that wait for its gate already. */
    public static void block(Connection connection, UUID job, int attempt) throws SQLException {
        BLOCK.update(connection, insert -> insert.number("attempt", attempt).uuid("job", job));
    }

    /** Gates that look wrong; {@code next} is where to go on, null if that was the end. */
    record Found<T>(Set<String> names, @Nullable T next) {}

    /** How many each gate lets through: the number of its latest submission. A gate without jobs is left out. */
    private static TreeMap<String, Integer> limits(Connection connection, Collection<String> names)
            throws SQLException {
        TreeMap<String, Integer> limits = new TreeMap<>();
        try (Bound select = LIMITS.on(connection)) {
            select.texts("names", names);
            try (ResultSet row = select.query()) {
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
            write(connection, MAKE, open);
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
        write(connection, SET_MOST, changed);
    }

    private static void write(Connection connection, Sql sql, Map<String, Integer> gates) throws SQLException {
        Rows.batch(
                connection,
                sql,
                gates.entrySet(),
                (statement, gate) -> statement.number("most", gate.getValue()).text("name", gate.getKey()));
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
            DROP_EMPTY.update(connection, delete -> delete.texts("names", empty));
        }
        return admitted;
    }

    private static Map<String, Integer> held(Connection connection, Collection<String> names) throws SQLException {
        Map<String, Integer> held = new HashMap<>();
        try (Bound select = HELD.on(connection)) {
            select.texts("names", names);
            try (ResultSet row = select.query()) {
                while (row.next()) {
                    held.put(row.getString(1), row.getInt(2));
                }
            }
        }
        return held;
    }
}
