package io.nightshift.store.claim;

import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Turn;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** READY to RUNNING, an equal share of each tenant. A claim of one type that has settings of its own names that type. */
public interface Claim {

    @Nullable
    Claimed claim(
            Connection connection,
            UUID incarnation,
            String queue,
            Collection<String> types,
            int limit,
            List<Turn> turns,
            @Nullable String type)
            throws SQLException;

    /** The time now, also in a transaction that has waited for a lock. */
    Instant now(Connection connection) throws SQLException;

    /** How many of each tenant are looked for. */
    static int each(int limit, List<Turn> turns) {
        return Math.max(1, limit / turns.size());
    }

    /** One of each tenant, then the next of each: so whoever has few jobs does not wait for those who have many. */
    static List<Claimed.Job> inTurns(List<Claimed.Job> jobs, List<Turn> turns) {
        Map<String, Deque<Claimed.Job>> ofTenant = new LinkedHashMap<>();
        turns.forEach(turn -> ofTenant.put(turn.tenant(), new ArrayDeque<>()));
        for (Claimed.Job job : jobs) {
            ofTenant.computeIfAbsent(job.tenant(), tenant -> new ArrayDeque<>()).add(job);
        }
        List<Claimed.Job> mixed = new ArrayList<>(jobs.size());
        while (mixed.size() < jobs.size()) {
            for (Deque<Claimed.Job> next : ofTenant.values()) {
                if (!next.isEmpty()) {
                    mixed.add(next.remove());
                }
            }
        }
        return mixed;
    }
}
