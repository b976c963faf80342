package io.nightshift.store.key;

import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The table {@code pending_key}: which job has a unique key. Whoever stores a job with one has locked the key's row, so two
 * callers with one key come one after the other. Whether the job is still pending is told by its place alone, so nothing has
 * to be done here when it is claimed or ends; retention removes the row with the job, if no other has taken it over.
 */
public final class PendingKeys {

    private static final int TRIES = 5;

    /** A key that nobody has, between its row's making and the end of the transaction. */
    private static final UUID NOBODY = new UUID(0, 0);

    private static final SqlFile FILE = SqlFile.of(PendingKeys.class);
    private static final Sql MAKE = FILE.statement("make", "key", "nobody");
    private static final Sql LOCK = FILE.statement("lock", "keys");
    private static final Sql PENDING = FILE.statement("pending", "jobs");
    private static final Sql OF_JOBS = FILE.statement("of-jobs", "jobs");
    private static final Sql REMOVE = FILE.statement("remove", "keys");
    private static final Sql GIVE = FILE.statement("give", "job", "key");

    private PendingKeys() {}

    /**
     * Locks keys, in their order.
     *
     * @return the job that has each; keys that nobody has are left out
     */
    public static Map<String, UUID> lock(Connection connection, SortedSet<String> keys) throws SQLException {
        for (int tried = 0; tried < TRIES; tried++) {
            // First the rows that are not there, then all: in the other order two callers could wait for each other.
            make(connection, keys);
            Map<String, UUID> found = locked(connection, keys);
            if (found.size() == keys.size()) {
                found.values().removeIf(NOBODY::equals);
                return found;
            }
        }
        throw new SQLException("The rows of " + keys.size() + " unique keys were removed " + TRIES + " times", "40001");
    }

    private static void make(Connection connection, SortedSet<String> keys) throws SQLException {
        Rows.batch(
                connection, MAKE, keys, (insert, key) -> insert.text("key", key).uuid("nobody", NOBODY));
    }

    public static Map<String, UUID> locked(Connection connection, Collection<String> keys) throws SQLException {
        Map<String, UUID> found = new TreeMap<>();
        try (Bound select = LOCK.on(connection)) {
            select.texts("keys", keys);
            try (ResultSet row = select.query()) {
                while (row.next()) {
                    found.put(row.getString(1), row.getObject(2, UUID.class));
                }
            }
        }
        return found;
    }

    /** Which of these jobs wait for their first attempt. */
    public static Set<UUID> pending(Connection connection, Collection<UUID> jobs) throws SQLException {
        return new HashSet<>(Rows.ids(connection, PENDING, jobs));
    }

    /** These jobs are removed: their keys go with them, unless other jobs have them now. In order, as they are locked. */
    public static void forget(Connection connection, Collection<UUID> jobs) throws SQLException {
        TreeSet<String> keys =
                new TreeSet<>(OF_JOBS.list(connection, select -> select.uuids("jobs", jobs), row -> row.getString(1)));
        if (keys.isEmpty()) {
            return;
        }
        Map<String, UUID> theirs = locked(connection, keys);
        theirs.values().retainAll(Set.copyOf(jobs));
        delete(connection, theirs.keySet());
    }

    private static void delete(Connection connection, Collection<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        REMOVE.update(connection, delete -> delete.texts("keys", keys));
    }

    /** Gives keys that this transaction has locked to jobs; those of {@code locked} that still nobody has lose their row. */
    public static void give(Connection connection, Map<String, UUID> holders, Collection<String> locked)
            throws SQLException {
        Rows.each(
                connection,
                GIVE,
                List.copyOf(holders.entrySet()),
                (update, one) -> update.uuid("job", one.getValue()).text("key", one.getKey()));
        Set<String> nobodys = new HashSet<>(locked);
        nobodys.removeAll(holders.keySet());
        delete(connection, nobodys);
    }
}
