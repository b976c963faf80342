package io.nightshift.store.h2;

import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A claim's row, locked, with its arrays unfolded: what is taken out of it is written back at the end. */
final class H2Held {

    private static final SqlFile FILE = SqlFile.of(H2Held.class);
    private static final Sql LOCK = FILE.statement("lock", "id");
    private static final Sql REMOVE = FILE.statement("remove", "id");
    private static final Sql KEEP = FILE.statement("keep", "jobs", "attempts", "cancels", "id");

    private final UUID id;
    private final UUID incarnation;
    private final Map<UUID, Integer> attempts;
    private final Set<UUID> cancels;
    private boolean changed;

    private H2Held(UUID id, UUID incarnation, Map<UUID, Integer> attempts, Set<UUID> cancels) {
        this.id = id;
        this.incarnation = incarnation;
        this.attempts = attempts;
        this.cancels = cancels;
    }

    /** Locks a claim; null if it does not exist, or not for this node. */
    static @Nullable H2Held lock(Connection connection, UUID id, @Nullable UUID incarnation) throws SQLException {
        try (Bound select = LOCK.on(connection)) {
            select.uuid("id", id);
            try (ResultSet row = select.query()) {
                if (!row.next()) {
                    return null;
                }
                UUID holder = row.getObject(1, UUID.class);
                if (incarnation != null && !incarnation.equals(holder)) {
                    return null;
                }
                List<UUID> jobs = Values.uuids(row, 2);
                List<Integer> numbers = Values.integers(row, 3);
                Map<UUID, Integer> attempts = new LinkedHashMap<>();
                for (int i = 0; i < jobs.size(); i++) {
                    attempts.put(jobs.get(i), numbers.get(i));
                }
                return new H2Held(id, holder, attempts, Set.copyOf(Values.uuids(row, 4)));
            }
        }
    }

    UUID incarnation() {
        return incarnation;
    }

    /** The jobs still in it, in their order. */
    List<UUID> jobs() {
        return List.copyOf(attempts.keySet());
    }

    /** Whether somebody wants to stop this job, also after it was taken out. */
    boolean cancels(UUID job) {
        return cancels.contains(job);
    }

    /** Takes a job out, if it is in with this attempt. */
    boolean take(UUID job, int attempt) {
        boolean held = attempts.remove(job, attempt);
        changed |= held;
        return held;
    }

    /** Takes a job out, whatever its attempt; null if it is not in. */
    @Nullable
    Integer take(UUID job) {
        Integer attempt = attempts.remove(job);
        changed |= attempt != null;
        return attempt;
    }

    /** Stores what is left. */
    void write(Connection connection) throws SQLException {
        if (!changed) {
            return;
        }
        if (attempts.isEmpty()) {
            Rows.execute(connection, REMOVE, id);
            return;
        }
        Object[] still = cancels.stream().filter(attempts::containsKey).toArray();
        KEEP.update(
                connection,
                update -> update.uuids("jobs", attempts.keySet())
                        .array("attempts", "integer", attempts.values().toArray())
                        .array("cancels", "uuid", still.length == 0 ? null : still)
                        .uuid("id", id));
    }
}
