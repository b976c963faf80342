package io.nightshift.engine.finish;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.store.stat.StatStore;
import io.nightshift.store.stat.StatStore.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts ended attempts in memory and adds them to the store now and then. A CDI bean; safe for concurrent use. */
public final class RunCounters {

    private record Key(String queue, String type, String result) {}

    private static final class Cell {
        private final LongAdder jobs = new LongAdder();
        private final LongAdder nanos = new LongAdder();
    }

    private final Map<Key, Cell> pending = new ConcurrentHashMap<>();
    private final LongAdder ended = new LongAdder();
    private final LongAdder fenced = new LongAdder();
    private final StatStore store;
    private final String node;
    /** What was sent and not confirmed. */
    private @Nullable Batch unsure;

    /** Adds to this store, for this node. */
    public RunCounters(StatStore store, String node) {
        this.store = store;
        this.node = node;
    }

    void count(String queue, String type, String result, long ranNanos) {
        Cell cell = pending.computeIfAbsent(new Key(queue, type, result), key -> new Cell());
        cell.jobs.increment();
        cell.nanos.add(ranNanos);
        ended.increment();
    }

    void countFenced() {
        fenced.increment();
    }

    /** Attempts that ended on this node since its start and were written down. */
    public long ended() {
        return ended.sum();
    }

    /** Attempts that ended on this node since its start after their claim was lost. */
    public long fenced() {
        return fenced.sum();
    }

    /**
     * Adds what was counted since the last call to the store. What could not be added, or may have been, is sent again as it was by
     * the next call, before what was counted since.
     */
    public synchronized void flush() {
        try {
            if (unsure != null) {
                store.add(node, unsure.id(), unsure.counts());
                unsure = null;
            }
            List<Count> counts = taken();
            if (!counts.isEmpty()) {
                unsure = new Batch(UUID.randomUUID(), counts);
                store.add(node, unsure.id(), counts);
                unsure = null;
            }
        } catch (RuntimeException unreachable) {
            LOG.statisticsFailed(unreachable);
        }
    }

    private List<Count> taken() {
        List<Count> counts = new ArrayList<>();
        pending.forEach((key, cell) -> {
            long jobs = cell.jobs.sumThenReset();
            if (jobs > 0) {
                counts.add(
                        new Count(key.queue(), key.type(), key.result(), jobs, cell.nanos.sumThenReset() / 1_000_000));
            }
        });
        return counts;
    }

    private record Batch(UUID id, List<Count> counts) {}
}
