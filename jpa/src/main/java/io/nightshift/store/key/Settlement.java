package io.nightshift.store.key;

import io.nightshift.store.key.Gates.Admitted;
import io.nightshift.store.key.Gates.Found;
import io.nightshift.store.key.Gates.Passed;
import io.nightshift.store.port.StoreException;
import io.nightshift.store.sql.Transactor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Settles gates after the moves: those that a move skipped because somebody else had locked them, and, looking through the
 * tables a part at a time, those about which something was lost. Each transaction holds gates alone.
 *
 * <p>What cannot be settled at once is kept in memory and tried again; if that is lost too, looking through finds it.
 */
public final class Settlement {

    private static final UUID FIRST = new UUID(0, 0);
    private static final int MOST_KEPT = 10_000;

    private final Transactor transactor;
    private final Gates gates;
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private volatile UUID holder = FIRST;
    private volatile String gate = "";

    public Settlement(Transactor transactor, Gates gates) {
        this.transactor = transactor;
        this.gates = gates;
    }

    /** Settles gates that a committed move skipped; waits a moment for them. Never fails: what it cannot do is kept. */
    public List<Admitted> settle(Collection<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        try {
            return transact(names, true).admitted();
        } catch (StoreException notNow) {
            keep(names);
            return List.of();
        }
    }

    /** Leaves gates to the next {@link #again}. */
    public void keep(Collection<String> names) {
        if (kept.size() < MOST_KEPT) {
            kept.addAll(names);
        }
    }

    /** Tries what was kept, without waiting for what is locked still; answers how many jobs per queue became ready. */
    public Map<String, Integer> again() {
        Set<String> names = Set.copyOf(kept);
        Map<String, Integer> queues = new HashMap<>();
        if (!names.isEmpty()) {
            Passed passed = transact(names, false);
            count(passed.admitted(), queues);
            names.stream().filter(name -> !passed.skipped().contains(name)).forEach(kept::remove);
        }
        return queues;
    }

    /** Looks through the next part of the keys, without locks, and settles what looks wrong. */
    public Map<String, Integer> mend(int limit) {
        List<Admitted> admitted = new ArrayList<>();
        Found<UUID> stale = transactor.call(
                "Looking for keys whose holder is over", connection -> gates.stale(connection, holder, limit));
        admitted.addAll(transact(stale.names(), false).admitted());
        holder = or(stale.next(), FIRST);
        Found<String> idle = transactor.call(
                "Looking for free keys that jobs wait for", connection -> gates.idle(connection, gate, limit));
        admitted.addAll(transact(idle.names(), false).admitted());
        gate = or(idle.next(), "");
        Map<String, Integer> queues = new HashMap<>();
        count(admitted, queues);
        return queues;
    }

    private Passed transact(Collection<String> names, boolean patient) {
        return names.isEmpty()
                ? Passed.NOTHING
                : transactor.transact(
                        "Giving out " + names.size() + " keys", connection -> gates.settle(connection, names, patient));
    }

    private static void count(List<Admitted> admitted, Map<String, Integer> queues) {
        admitted.forEach(one -> queues.merge(one.queue(), 1, Integer::sum));
    }

    private static <T> T or(@Nullable T next, T first) {
        return next == null ? first : next;
    }
}
