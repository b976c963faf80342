package io.nightshift.store.duty;

import io.nightshift.api.job.JobState;
import io.nightshift.store.duty.PruneRows.KeyName;
import io.nightshift.store.id.TimeId;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
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
 * Removes what ended long ago, oldest submission first.
 *
 * <p>There is no index on the time of the end: every job would pay for it. A job cannot end before it was submitted, and
 * its id tells when that was, so the walk stops at ids younger than the age. Where a state has no index of its own, rows
 * of other states that are to be kept lie in the way: they are walked once, not again for each batch, because the next
 * batch goes on where the last one ended until the walk is over.
 */
public final class Prune {

    /** How far the clock that made an id may have been ahead of the database's. */
    private static final Duration CLOCKS = Duration.ofDays(1);

    private static final UUID LOWEST = new UUID(0, 0);

    private static final Sql REMOVE_KEY = SqlFile.of(Prune.class).statement("remove-key", "scope", "key");

    private final PruneRows rows;
    private final Map<JobState, UUID> walked = new ConcurrentHashMap<>();

    public Prune(PruneRows rows) {
        this.rows = rows;
    }

    public int prune(Connection connection, Set<JobState> states, Duration age, int limit) throws SQLException {
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
        Removal.remove(connection, old);
        walked.putAll(reached);
        return old.size();
    }

    /** Removes keys whose period is over. */
    public int pruneKeys(Connection connection, int limit) throws SQLException {
        List<KeyName> over = rows.over(connection, limit);
        Rows.batch(
                connection,
                REMOVE_KEY,
                over,
                (delete, key) -> delete.text("scope", key.scope()).text("key", key.value()));
        return over.size();
    }

    private List<UUID> walk(Connection connection, JobState state, Instant before, int limit) throws SQLException {
        if (limit <= 0) {
            return List.of();
        }
        UUID from = walked.getOrDefault(state, LOWEST);
        UUID below = TimeId.lowest(before.plus(CLOCKS));
        List<UUID> found = rows.ended(connection, state, from, below, before, limit);
        // If the walk had gone on from a place: what became old enough before that place is found from the start.
        return found.isEmpty() && !from.equals(LOWEST)
                ? rows.ended(connection, state, LOWEST, below, before, limit)
                : found;
    }
}
