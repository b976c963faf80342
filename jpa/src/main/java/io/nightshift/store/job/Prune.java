package io.nightshift.store.job;

import io.nightshift.api.job.JobState;
import io.nightshift.store.dialect.Dialect;
import io.nightshift.store.dialect.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Removes what ended long ago, oldest submission first, with all that hangs on it.
 *
 * <p>There is no index on the time of the end: every job would pay for it. A job cannot end before it was submitted, and
 * its id tells when that was, so the walk stops at ids younger than the age. Where a state has no index of its own, rows
 * of other states that are to be kept lie in the way: they are walked once, not again for each batch, because the next
 * batch goes on where the last one ended until the walk is over.
 */
final class Prune {

    /** How far the clock that made an id may have been ahead of the database's. */
    private static final Duration CLOCKS = Duration.ofDays(1);

    private static final UUID LOWEST = new UUID(0, 0);

    private static final String[] HANGING = {
        "outcome",
        "attempt",
        "outcome_history",
        "progress",
        "checkpoint",
        "job_log",
        "cancel_request",
        "expiry",
        "key_holder",
        "snooze"
    };

    private final Dialect dialect;
    private final Map<JobState, UUID> walked = new ConcurrentHashMap<>();

    Prune(Dialect dialect) {
        this.dialect = dialect;
    }

    int prune(Connection connection, Set<JobState> states, Duration age, int limit) throws SQLException {
        Instant before = Values.now(connection).minus(age);
        List<UUID> old = new ArrayList<>();
        Map<JobState, UUID> reached = new EnumMap<>(JobState.class);
        for (JobState state : states) {
            if (!state.terminal()) {
                throw new IllegalArgumentException("Only jobs that ended can be removed, " + state + " have not");
            }
            List<UUID> found = walk(connection, state, before, limit - old.size());
            if (found.size() < limit - old.size()) {
                reached.put(state, LOWEST);
            } else if (!found.isEmpty()) {
                reached.put(state, found.get(found.size() - 1));
            }
            old.addAll(found);
        }
        remove(connection, old);
        walked.putAll(reached);
        return old.size();
    }

    /** Removes keys whose period is over. */
    int pruneKeys(Connection connection, int limit) throws SQLException {
        List<InsertRows.Name> over = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select scope, idempotency_key from idempotency"
                + " where expires_at <= current_timestamp order by expires_at limit ?" + lock())) {
            select.setInt(1, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    over.add(new InsertRows.Name(row.getString(1), row.getString(2)));
                }
            }
        }
        if (over.isEmpty()) {
            return 0;
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from idempotency"
                + " where scope = ? and idempotency_key = ? and expires_at <= current_timestamp")) {
            for (InsertRows.Name key : over) {
                delete.setString(1, key.scope());
                delete.setString(2, key.value());
                delete.addBatch();
            }
            delete.executeBatch();
        }
        return over.size();
    }

    private List<UUID> walk(Connection connection, JobState state, Instant before, int limit) throws SQLException {
        List<UUID> found = new ArrayList<>();
        if (limit <= 0) {
            return found;
        }
        // The state as a literal, or the planner could not use the partial index. Rows that an operator's retry has
        // locked are skipped: they are about to be no outcomes any more.
        String is = "state = '" + state.name() + "'" + (state == JobState.SUCCEEDED ? "" : partial());
        try (PreparedStatement select = connection.prepareStatement("select job_id from outcome where " + is
                + " and job_id > ? and job_id < ? and finished_at < ? order by job_id limit ?" + lock())) {
            select.setObject(1, walked.getOrDefault(state, LOWEST));
            select.setObject(2, JobIds.floor(before.plus(CLOCKS)));
            Values.instant(select, 3, before);
            select.setInt(4, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(row.getObject(1, UUID.class));
                }
            }
        }
        if (found.isEmpty() && !walked.getOrDefault(state, LOWEST).equals(LOWEST)) {
            // The walk had gone on from a place; what became old enough before that place is found from the start.
            walked.put(state, LOWEST);
            return walk(connection, state, before, limit);
        }
        return found;
    }

    private String partial() {
        return dialect == Dialect.POSTGRESQL ? " and state <> 'SUCCEEDED'" : "";
    }

    private String lock() {
        return dialect == Dialect.POSTGRESQL ? " for update skip locked" : " for update";
    }

    /** Removes jobs whose outcomes the caller has locked. */
    static void remove(Connection connection, List<UUID> jobs) throws SQLException {
        if (jobs.isEmpty()) {
            return;
        }
        // Only rows that still name these jobs: another one may have taken the key.
        delete(connection, """
                delete from idempotency where (scope, idempotency_key) in (
                select idempotency_scope, idempotency_key from job where id = any(?) and idempotency_key is not null)
                and job_id = any(?) and expires_at is null""", jobs, jobs);
        PendingKeys.forget(connection, jobs);
        removeTags(connection, jobs);
        for (String table : HANGING) {
            delete(connection, "delete from " + table + " where job_id = any(?)", jobs);
        }
        delete(connection, "delete from job where id = any(?)", jobs);
    }

    /** Tags are found by tag and job; which tags a job has, its own row says. */
    private static void removeTags(Connection connection, List<UUID> jobs) throws SQLException {
        List<Tag> tags = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select id, tags from job where id = any(?) and tags is not null")) {
            Values.uuids(select, 1, jobs);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    for (String tag : Values.texts(row, 2)) {
                        tags.add(new Tag(tag, row.getObject(1, UUID.class)));
                    }
                }
            }
        }
        if (tags.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("delete from job_tag where tag = ? and job_id = ?")) {
            for (Tag tag : tags) {
                delete.setString(1, tag.text());
                delete.setObject(2, tag.job());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    @SafeVarargs
    private static void delete(Connection connection, String sql, List<UUID>... jobs) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            for (int i = 0; i < jobs.length; i++) {
                Values.uuids(delete, i + 1, jobs[i]);
            }
            delete.executeUpdate();
        }
    }

    private record Tag(String text, UUID job) {}
}
