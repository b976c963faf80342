package io.nightshift.engine.node;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.store.node.NodeStore;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How far this node's clock is off from the database's, and who is told: the node's row, the log, and whatever stamps things
 * with this node's time. Nothing of the engine is wrong because of it; people who compare times are.
 */
public final class ClockWatch {

    /** Less may be the way to the database, and disturbs nobody. */
    static final Duration OFF = Duration.ofSeconds(2);

    /** By which the row may be behind the truth. */
    private static final Duration NEWS = Duration.ofMillis(500);

    private final NodeStore nodes;
    private final Consumer<Duration> stamps;
    private final Lease lease;
    private final String node;
    private volatile Duration ahead = Duration.ZERO;
    private @Nullable Duration told;
    private boolean warned;

    /**
     * Knows of no difference yet.
     *
     * @param stamps is told how far ahead this node's clock is
     */
    public ClockWatch(NodeStore nodes, Consumer<Duration> stamps, Lease lease, String node) {
        this.nodes = nodes;
        this.stamps = stamps;
        this.lease = lease;
        this.node = node;
    }

    /** This node's clock is so far ahead, or behind if it is negative. */
    public void measured(Duration offset) {
        ahead = offset;
        stamps.accept(off() ? offset : Duration.ZERO);
    }

    /** Writes it into the node's row if it is news. */
    public void tell() {
        Duration now = ahead;
        boolean off = off();
        if (off && !warned) {
            LOG.clockOff(node, seconds(now));
        } else if (!off && warned) {
            LOG.clockRight(node);
        }
        warned = off;
        Duration before = told;
        if (lease.held() && (before == null || now.minus(before).abs().compareTo(NEWS) > 0)) {
            nodes.clock(lease.incarnation(), now);
            told = now;
        }
    }

    /** What people should know of it; null if it is right. */
    @Nullable
    String warning() {
        Duration now = ahead;
        if (!off()) {
            return null;
        }
        return "the clock of this node is " + seconds(now.abs()) + " s " + (now.isNegative() ? "behind" : "ahead of")
                + " the database's";
    }

    private boolean off() {
        return ahead.abs().compareTo(OFF) > 0;
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
    }
}
