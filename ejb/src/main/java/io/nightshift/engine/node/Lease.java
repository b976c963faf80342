package io.nightshift.engine.node;

import java.time.Duration;
import java.util.UUID;

/**
 * This node's right to hold claims, as far as it can know by its own stopwatch. Safe for concurrent use.
 *
 * <p>It is measured from before a heartbeat was sent, so it always ends here before it ends in the database, whatever
 * the clocks say.
 */
public final class Lease {

    private record Held(UUID incarnation, long untilNanos) {}

    private volatile Held held = new Held(UUID.randomUUID(), System.nanoTime());
    private volatile boolean closed;
    private volatile boolean draining;

    /** The incarnation that holds it, or held it last. */
    public UUID incarnation() {
        return held.incarnation();
    }

    /** Whether this node may start jobs. */
    public boolean active() {
        return !closed && !draining && held();
    }

    /** Whether this node still has its claims, though it may start nothing new. */
    public boolean held() {
        return System.nanoTime() - held.untilNanos() < 0;
    }

    /** Whether somebody wants it to start nothing new for now. */
    public boolean draining() {
        return draining;
    }

    void drain(boolean wanted) {
        draining = wanted;
    }

    /** Nothing new starts from now on. */
    public void close() {
        closed = true;
    }

    void renewed(UUID incarnation, long sentNanos, Duration lease) {
        held = new Held(incarnation, sentNanos + lease.toNanos());
    }

    void lost() {
        held = new Held(held.incarnation(), System.nanoTime());
    }
}
