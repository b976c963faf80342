package io.nightshift.engine.submit;

import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.StoreException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Stores jobs with keys, those of concurrent callers together as {@link GroupCommit} does, but apart from the others: a key that
 * a transaction of somebody else's holds must be waited for, and only those who use it are to wait.
 *
 * <p>Such a key is found by a wait of a moment, then waited for by its own caller alone, within the bound of the store's
 * connections; and for some seconds whoever comes with it waits alone at once. Few wait at a time, as each needs a connection:
 * the next are told to come again.
 */
final class KeyedCommit {

    private static final long REMEMBERED_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int MOST_WAITING = 3;

    private final Map<NewJob.Key, Long> busy = new ConcurrentHashMap<>();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final GroupCommit group;
    private final JobStore store;
    private final LongSupplier stopwatch;

    /**
     * Shares commits of its own.
     *
     * @param stopwatch in nanoseconds, such as {@link System#nanoTime()}
     */
    KeyedCommit(JobStore store, int most, LongSupplier stopwatch) {
        this.group = new GroupCommit(store, most);
        this.store = store;
        this.stopwatch = stopwatch;
    }

    /**
     * Returns when the job is durable.
     *
     * @throws StoreException of the passing kind if somebody held its key for too long
     */
    Inserted insert(NewJob job) {
        NewJob.Key key = job.key();
        if (key == null) {
            return group.insert(job);
        }
        if (busy(name(key))) {
            return alone(job, name(key));
        }
        try {
            return group.insert(job);
        } catch (StoreException failed) {
            if (!failed.locked()) {
                throw failed;
            }
            return alone(job, name(key));
        }
    }

    private Inserted alone(NewJob job, NewJob.Key name) {
        busy.put(name, stopwatch.getAsLong());
        if (!waiting.tryAcquire()) {
            throw StoreException.busy(
                    "A transaction holds idempotency key '" + name.value() + "' and others wait for it");
        }
        try {
            Inserted inserted = store.insertAll(java.util.List.of(job)).get(0);
            busy.remove(name);
            return inserted;
        } finally {
            waiting.release();
        }
    }

    private boolean busy(NewJob.Key name) {
        if (busy.isEmpty()) {
            return false;
        }
        long now = stopwatch.getAsLong();
        busy.values().removeIf(since -> now - since > REMEMBERED_NANOS);
        return busy.containsKey(name);
    }

    /** Two requests use one key whatever their content is. */
    private static NewJob.Key name(NewJob.Key key) {
        return new NewJob.Key(key.scope(), key.value(), "", null);
    }
}
