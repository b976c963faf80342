package io.nightshift.engine.maintain;

import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.engine.log.RimLog;
import io.nightshift.engine.node.Standing;
import io.nightshift.store.port.JobStore;
import java.time.Duration;
import java.util.Map;

/**
 * Takes jobs from nodes whose lease has ended. Has a thread and connections of its own: nothing else puts it off.
 *
 * <p>While the database was away no node could renew its lease, so right after its return all of them look dead. Nothing is
 * rescued until this node has itself stood for one full lease: by then every live node has renewed its own.
 */
final class Rescuer {

    /** How often it looks. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final JobStore store;
    private final Standing standing;
    private final Wake wake;
    private final Announcer announcer;
    private final Limits limits;
    private int claims;

    /** Rescues through this store. */
    Rescuer(JobStore store, Standing standing, Wake wake, Announcer announcer, Limits limits) {
        this.store = store;
        this.standing = standing;
        this.wake = wake;
        this.announcer = announcer;
        this.limits = limits;
        this.claims = limits.maxClaims();
    }

    /** Looks once; throws what the store threw. */
    void runOnce() {
        if (standing.unbroken().compareTo(limits.lease()) < 0) {
            return;
        }
        Map<String, Integer> rescued;
        try {
            rescued = store.rescue(claims, limits.maxLosses());
        } catch (RuntimeException tooMuchPerhaps) {
            // Of a node that held very much: less at a time is done within the bound of a statement.
            claims = Math.max(1, claims / 2);
            throw tooMuchPerhaps;
        }
        claims = Math.min(limits.maxClaims(), claims * 2);
        rescued.forEach((queue, jobs) -> {
            RimLog.LOG.rescued(jobs, queue);
            wake.wake(queue);
            announcer.announce(queue);
        });
    }

    /**
     * How much and when.
     *
     * @param lease of the nodes
     * @param maxClaims taken in one run, so that a node that comes back late does not meet an avalanche
     * @param maxLosses after so many lost attempts a job is DEAD
     */
    record Limits(Duration lease, int maxClaims, int maxLosses) {}
}
