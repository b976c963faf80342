package io.nightshift.engine.stat;

import io.nightshift.engine.maintain.Duty;
import io.nightshift.store.ingress.RejectStore;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.queue.QueueStore.Queue;
import io.nightshift.store.stat.StatStore;
import io.nightshift.store.stat.StatStore.Depth;
import io.nightshift.store.stat.StatStore.Minute;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Takes the snapshot that everybody reads: once a second while somebody looks, else every five, and never so often that
 * it takes more than a tenth of the time.
 */
final class Sampler implements Live, Duty {

    static final int DEAD_CAP = 10_001;
    static final int REJECT_CAP = 1_001;
    private static final Duration WATCHED = Duration.ofMillis(900);
    private static final Duration UNWATCHED = Duration.ofSeconds(5);
    /** One slow look, while the database was away or the machine stood still, says little about the next. */
    private static final Duration MOST_PAUSE = Duration.ofSeconds(15);

    private static final Duration ATTENTION = Duration.ofSeconds(15);
    private static final Duration HISTORY = Duration.ofMinutes(60);
    private static final Depth EMPTY = new Depth(0, 0, 0, 0, 0, Duration.ZERO);

    private final Stores stores;
    private final Clock clock;
    private final LongSupplier stopwatch;
    private final Consumer<Snapshot> listeners;
    private volatile Snapshot last;
    private volatile long lastLook;
    private long nextAt;
    private long nextHistoryAt;
    private List<Minute> minutes = List.of();

    /** What is read. */
    record Stores(QueueStore queues, StatStore stats, NodeStore nodes, RejectStore rejects) {}

    /**
     * Reads these.
     *
     * @param clock says when a snapshot was taken
     * @param stopwatch in nanoseconds; says when the next one is due
     */
    Sampler(Stores stores, Clock clock, LongSupplier stopwatch, Consumer<Snapshot> listeners) {
        this.stores = stores;
        this.clock = clock;
        this.stopwatch = stopwatch;
        this.nextAt = stopwatch.getAsLong();
        this.nextHistoryAt = nextAt;
        this.lastLook = nextAt - ATTENTION.toNanos();
        this.listeners = listeners;
        this.last = new Snapshot(0, clock.instant(), Map.of(), List.of(), List.of(), 0, 0);
    }

    @Override
    public Snapshot snapshot() {
        lastLook = stopwatch.getAsLong();
        return last;
    }

    @Override
    public String name() {
        return "live snapshot";
    }

    @Override
    public Cadence cadence() {
        return Cadence.SECOND;
    }

    @Override
    public void runOnce() {
        long began = stopwatch.getAsLong();
        if (began - nextAt < 0) {
            return;
        }
        Snapshot taken = take(began);
        last = taken;
        Duration pause = began - lastLook < ATTENTION.toNanos() ? WATCHED : UNWATCHED;
        long cost = Math.min((stopwatch.getAsLong() - began) * 10, MOST_PAUSE.toNanos());
        nextAt = began + Math.max(cost, pause.toNanos());
        listeners.accept(taken);
    }

    private Snapshot take(long began) {
        Instant now = clock.instant();
        if (began - nextHistoryAt >= 0) {
            minutes = List.copyOf(stores.stats().minutes(HISTORY));
            nextHistoryAt = began + UNWATCHED.toNanos();
        }
        Map<String, Depth> depths = stores.stats().depths();
        Map<String, QueueLine> lines = new TreeMap<>();
        for (Queue queue : stores.queues().all()) {
            lines.put(queue.name(), new QueueLine(queue, depths.getOrDefault(queue.name(), EMPTY)));
        }
        return new Snapshot(
                last.version() + 1,
                now,
                lines,
                stores.nodes().all(),
                minutes,
                stores.stats().dead(DEAD_CAP),
                stores.rejects().count(REJECT_CAP));
    }
}
