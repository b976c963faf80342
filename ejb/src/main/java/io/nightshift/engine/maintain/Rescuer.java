package io.nightshift.engine.maintain;

import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.engine.log.RimLog;
import io.nightshift.store.port.JobStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes jobs from nodes whose lease has ended.
 *
 * <p>While the database was away no node could renew its lease, so right after its return all of them look dead. Nothing is
 * rescued until this node has been in contact for one full lease: by then every live node has renewed its own.
 */
final class Rescuer implements Duty {

    private final JobStore store;
    private final Contact contact;
    private final Wake wake;
    private final Announcer announcer;
    private final Clock clock;
    private final Limits limits;
    private @Nullable Instant contactSince;
    private @Nullable Instant lastContact;

    Rescuer(JobStore store, Contact contact, Wake wake, Announcer announcer, Clock clock, Limits limits) {
        this.store = store;
        this.contact = contact;
        this.wake = wake;
        this.announcer = announcer;
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "rescue";
    }

    @Override
    public Cadence cadence() {
        return Cadence.SECOND;
    }

    @Override
    public void runOnce() {
        try {
            contact.check();
        } catch (RuntimeException e) {
            contactSince = null;
            throw e;
        }
        if (!settled(clock.instant())) {
            return;
        }
        Map<String, Integer> rescued;
        try {
            rescued = store.rescue(limits.maxClaims(), limits.maxLosses());
        } catch (RuntimeException e) {
            contactSince = null;
            throw e;
        }
        rescued.forEach((queue, jobs) -> {
            RimLog.LOG.rescued(jobs, queue);
            wake.wake(queue);
            announcer.announce(queue);
        });
    }

    private boolean settled(Instant now) {
        Instant last = lastContact;
        // A pause of this node (or of the timer) as long as a lease says nothing about the others: start anew.
        if (contactSince == null || last == null || Duration.between(last, now).compareTo(limits.lease()) > 0) {
            contactSince = now;
        }
        lastContact = now;
        return Duration.between(contactSince, now).compareTo(limits.lease()) >= 0;
    }

    /** Tells whether the database answers. */
    @FunctionalInterface
    interface Contact {

        /** Throws if it does not. */
        void check();
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
