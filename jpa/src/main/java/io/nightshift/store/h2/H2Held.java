package io.nightshift.store.h2;

import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A claim's row, locked, with its arrays unfolded: what is taken out of it is written back at the end. */
final class H2Held {

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
        try (PreparedStatement select = connection.prepareStatement(
                "select incarnation, job_ids, attempts, cancels from claim where id = ? for update")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
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
            try (PreparedStatement delete = connection.prepareStatement("delete from claim where id = ?")) {
                delete.setObject(1, id);
                delete.executeUpdate();
            }
            return;
        }
        try (PreparedStatement update =
                connection.prepareStatement("update claim set job_ids = ?, attempts = ?, cancels = ? where id = ?")) {
            Values.uuids(update, 1, new ArrayList<>(attempts.keySet()));
            Values.array(update, 2, "integer", attempts.values().toArray());
            List<UUID> still = cancels.stream().filter(attempts::containsKey).toList();
            if (still.isEmpty()) {
                update.setNull(3, Types.ARRAY);
            } else {
                Values.uuids(update, 3, still);
            }
            update.setObject(4, id);
            update.executeUpdate();
        }
    }
}
