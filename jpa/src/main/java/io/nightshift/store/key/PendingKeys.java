package io.nightshift.store.key;

import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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

    private static final String PENDING = """
            select job_id from (select job_id from scheduled where job_id = any(?) and attempt = 1
            union all select job_id from blocked where job_id = any(?) and attempt = 1
            union all select r.job_id from job j
              join ready r on r.queue = j.queue and r.tenant = coalesce(j.tenant, '') and r.priority = j.priority
                and r.job_id = j.id
              where j.id = any(?) and r.attempt = 1) p
            where not exists (select 1 from snooze z where z.job_id = p.job_id)""";

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
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into pending_key (unique_key, job_id) values (?, ?) on conflict do nothing")) {
            for (String key : keys) {
                insert.setString(1, key);
                insert.setObject(2, NOBODY);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    public static Map<String, UUID> locked(Connection connection, Collection<String> keys) throws SQLException {
        Map<String, UUID> found = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement("select unique_key, job_id from pending_key"
                + " where unique_key = any(?) order by unique_key for update")) {
            Values.texts(select, 1, keys);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.put(row.getString(1), row.getObject(2, UUID.class));
                }
            }
        }
        return found;
    }

    /** Which of these jobs wait for their first attempt. */
    public static Set<UUID> pending(Connection connection, Collection<UUID> jobs) throws SQLException {
        Set<UUID> pending = new HashSet<>();
        if (jobs.isEmpty()) {
            return pending;
        }
        try (PreparedStatement select = connection.prepareStatement(PENDING)) {
            Values.uuids(select, 1, jobs);
            Values.uuids(select, 2, jobs);
            Values.uuids(select, 3, jobs);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    pending.add(row.getObject(1, UUID.class));
                }
            }
        }
        return pending;
    }

    /** These jobs are removed: their keys go with them, unless other jobs have them now. In order, as they are locked. */
    public static void forget(Connection connection, Collection<UUID> jobs) throws SQLException {
        TreeSet<String> keys = new TreeSet<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select unique_key from job where id = any(?) and unique_key is not null")) {
            Values.uuids(select, 1, jobs);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.add(row.getString(1));
                }
            }
        }
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
        try (PreparedStatement delete =
                connection.prepareStatement("delete from pending_key where unique_key = any(?)")) {
            Values.texts(delete, 1, keys);
            delete.executeUpdate();
        }
    }

    /** Gives keys that this transaction has locked to jobs; those of {@code locked} that still nobody has lose their row. */
    public static void give(Connection connection, Map<String, UUID> holders, Collection<String> locked)
            throws SQLException {
        List<Map.Entry<String, UUID>> given = new ArrayList<>(holders.entrySet());
        Rows.each(
                connection,
                "update pending_key set job_id = ? where unique_key = ? and job_id <> ?",
                given,
                (update, one) -> {
                    update.setObject(1, one.getValue());
                    update.setString(2, one.getKey());
                    update.setObject(3, one.getValue());
                });
        Set<String> nobodys = new HashSet<>(locked);
        nobodys.removeAll(holders.keySet());
        delete(connection, nobodys);
    }
}
