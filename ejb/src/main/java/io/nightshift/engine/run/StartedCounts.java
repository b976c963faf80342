package io.nightshift.engine.run;

import io.nightshift.engine.node.Lease;
import io.nightshift.store.stat.StatStore;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Tells the store how many jobs this node has started of each queue, so that those which it merely holds do not count as
 * running. Counted in memory when it is told, and told only if it has changed. Called by one thread at a time.
 */
public final class StartedCounts {

    private final Holdings holdings;
    private final Lease lease;
    private final StatStore store;
    private Map<String, Integer> told = Map.of();
    private UUID teller;

    /** Counts what this node holds. */
    public StartedCounts(Holdings holdings, Lease lease, StatStore store) {
        this.holdings = holdings;
        this.lease = lease;
        this.store = store;
        this.teller = lease.incarnation();
    }

    /** Counts, and tells the store if that is news. */
    public void tell() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Run run : holdings.all()) {
            if (run.running()) {
                counts.merge(run.job().queue(), 1, Integer::sum);
            }
        }
        UUID incarnation = lease.incarnation();
        if (!counts.equals(told) || !incarnation.equals(teller)) {
            store.started(incarnation, counts);
            told = counts;
            teller = incarnation;
        }
    }
}
