package io.nightshift.engine.finish;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.store.stat.StatStore;
import io.nightshift.store.stat.StatStore.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

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

    /** Adds what was counted since the last call to the store; on failure it is kept for the next. */
    public void flush() {
        List<Count> counts = new ArrayList<>();
        pending.forEach((key, cell) -> {
            long jobs = cell.jobs.sumThenReset();
            if (jobs > 0) {
                counts.add(
                        new Count(key.queue(), key.type(), key.result(), jobs, cell.nanos.sumThenReset() / 1_000_000));
            }
        });
        if (counts.isEmpty()) {
            return;
        }
        try {
            store.add(node, counts);
        } catch (RuntimeException unreachable) {
            LOG.statisticsFailed(unreachable);
            for (Count count : counts) {
                Cell cell = pending.computeIfAbsent(
                        new Key(count.queue(), count.type(), count.result()), key -> new Cell());
                cell.jobs.add(count.jobs());
                cell.nanos.add(count.ranMillis() * 1_000_000);
            }
        }
    }
}
