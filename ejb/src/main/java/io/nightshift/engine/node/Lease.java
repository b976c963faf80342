package io.nightshift.engine.node;

import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * This node's right to hold claims, as far as it can know by its own stopwatch. Safe for concurrent use.
 *
 * <p>It is measured from before a heartbeat was sent, so it always ends here before it ends in the database, whatever
 * the clocks say.
 */
public final class Lease {

    private record Held(UUID incarnation, long sinceNanos, long untilNanos) {}

    private final LongSupplier stopwatch;
    private volatile Held held;
    private volatile boolean closed;
    private volatile boolean draining;

    /** One that is not held yet, measured by this machine's stopwatch. */
    public Lease() {
        this(System::nanoTime);
    }

    /**
     * One that is not held yet.
     *
     * @param stopwatch in nanoseconds
     */
    Lease(LongSupplier stopwatch) {
        this.stopwatch = stopwatch;
        long now = stopwatch.getAsLong();
        this.held = new Held(UUID.randomUUID(), now, now);
    }

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
        return stopwatch.getAsLong() - held.untilNanos() < 0;
    }

    /** For how long it has been held without a break; zero if it is not held. */
    public Duration unbroken() {
        Held now = held;
        long at = stopwatch.getAsLong();
        return at - now.untilNanos() < 0 ? Duration.ofNanos(at - now.sinceNanos()) : Duration.ZERO;
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
        Held before = held;
        boolean goesOn = before.incarnation().equals(incarnation) && stopwatch.getAsLong() - before.untilNanos() < 0;
        held = new Held(incarnation, goesOn ? before.sinceNanos() : sentNanos, sentNanos + lease.toNanos());
    }

    void lost() {
        long now = stopwatch.getAsLong();
        held = new Held(held.incarnation(), now, now);
    }
}
