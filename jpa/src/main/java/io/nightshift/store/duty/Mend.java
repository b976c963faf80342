package io.nightshift.store.duty;

import io.nightshift.store.key.Gates;
import io.nightshift.store.key.Gates.Admitted;
import io.nightshift.store.key.Gates.Idle;
import io.nightshift.store.key.Gates.Stale;
import io.nightshift.store.sql.Transactor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Repairs what the moves missed: keys whose holder is over, and gates with room for which jobs wait. Looks without locks,
 * at a part of the tables at a time, so that millions of keys cost no more than a few; what looks wrong is looked at again
 * under the gate's lock.
 */
public final class Mend {

    private static final UUID FIRST = new UUID(0, 0);

    private final Transactor transactor;
    private final Gates gates;
    private volatile UUID holder = FIRST;
    private volatile String gate = "";

    public Mend(Transactor transactor, Gates gates) {
        this.transactor = transactor;
        this.gates = gates;
    }

    public Map<String, Integer> mend(int limit) {
        Map<String, Integer> queues = new HashMap<>();
        Stale stale = transactor.call(
                "Looking for keys whose holder is over", connection -> gates.stale(connection, holder, limit));
        if (!stale.jobs().isEmpty()) {
            count(
                    transactor.transact(
                            "Freeing keys whose holder is over",
                            connection -> gates.free(connection, stale.names(), stale.jobs())),
                    queues);
        }
        holder = or(stale.next(), FIRST);
        Idle idle = transactor.call(
                "Looking for free keys that jobs wait for", connection -> gates.idle(connection, gate, limit));
        if (!idle.gates().isEmpty()) {
            count(
                    transactor.transact(
                            "Giving out free keys that jobs wait for",
                            connection -> gates.admit(connection, idle.gates())),
                    queues);
        }
        gate = or(idle.next(), "");
        return queues;
    }

    private static void count(List<Admitted> admitted, Map<String, Integer> queues) {
        admitted.forEach(one -> queues.merge(one.queue(), 1, Integer::sum));
    }

    private static <T> T or(@Nullable T next, T first) {
        return next == null ? first : next;
    }
}
