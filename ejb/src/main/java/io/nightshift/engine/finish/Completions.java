package io.nightshift.engine.finish;

import io.nightshift.api.job.JobId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets threads of this node wait for jobs that end on this node. Only shortens waiting: others end elsewhere. */
public final class Completions {

    private final Map<JobId, CountDownLatch> awaited = new ConcurrentHashMap<>();

    /**
     * Waits until a job ends on this node, or the time is over.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public void await(JobId id, Duration time) throws InterruptedException {
        CountDownLatch latch = awaited.computeIfAbsent(id, key -> new CountDownLatch(1));
        try {
            boolean unused = latch.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            awaited.remove(id, latch);
        }
    }

    /** Wakes who waits for this job; costs next to nothing if nobody does. */
    public void ended(JobId id) {
        if (awaited.isEmpty()) {
            return;
        }
        CountDownLatch latch = awaited.remove(id);
        if (latch != null) {
            latch.countDown();
        }
    }
}
