package io.nightshift.engine.finish;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.api.job.JobId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells those on this node who wait for jobs that these have ended: at once what ends on this node, and of others whatever
 * somebody found out. Only shortens waiting: whoever hears of an end, or of none, looks how the job stands. Safe for concurrent
 * use.
 */
public final class Completions {

    private final Map<JobId, Set<Runnable>> awaited = new ConcurrentHashMap<>();

    /**
     * Waits until a job is known to have ended, or the time is over.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public void await(JobId id, Duration time) throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        Runnable listener = latch::countDown;
        listen(id, listener);
        try {
            boolean unused = latch.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            forget(id, listener);
        }
    }

    /**
     * Calls a listener once when the job is known to have ended.
     *
     * @param listener called on the thread that writes outcomes: it must not wait for anything
     */
    public void listen(JobId id, Runnable listener) {
        awaited.compute(id, (key, others) -> {
            Set<Runnable> listeners = others == null ? new LinkedHashSet<>(2) : others;
            listeners.add(listener);
            return listeners;
        });
    }

    /** Takes a listener away; it may be called at this moment. */
    public void forget(JobId id, Runnable listener) {
        awaited.computeIfPresent(id, (key, listeners) -> {
            listeners.remove(listener);
            return listeners.isEmpty() ? null : listeners;
        });
    }

    /** The jobs that somebody waits for. */
    public Set<JobId> awaited() {
        return Set.copyOf(awaited.keySet());
    }

    /** Tells whoever waits for this job; costs next to nothing if nobody does. */
    public void ended(JobId id) {
        if (awaited.isEmpty()) {
            return;
        }
        Set<Runnable> listeners = awaited.remove(id);
        if (listeners != null) {
            listeners.forEach(listener -> tell(id, listener));
        }
    }

    /** Whoever hears must not keep the others from hearing, nor the outcomes from being written. */
    private static void tell(JobId id, Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException | Error failed) {
            LOG.listenerFailed(id, failed);
        }
    }
}
