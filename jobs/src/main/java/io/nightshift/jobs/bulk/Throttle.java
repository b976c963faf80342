package io.nightshift.jobs.bulk;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps an operation to so many jobs a second. */
class Throttle {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /**
     * Waits until a chunk has taken the time that its jobs may take; an interrupt ends it.
     *
     * @param perSecond null for no throttle
     * @param jobs of the chunk
     * @param began when the chunk began, by {@link System#nanoTime}
     */
    void await(@Nullable Integer perSecond, int jobs, long began) throws InterruptedException {
        if (perSecond != null) {
            long left = began + jobs * SECOND / perSecond - System.nanoTime();
            if (left > 0) {
                pause(left);
            }
        }
    }

    /** Waits for nothing but the time. */
    void pause(long nanos) throws InterruptedException {
        boolean never = new CountDownLatch(1).await(nanos, TimeUnit.NANOSECONDS);
        if (never) {
            throw new IllegalStateException("Nobody counts this latch down");
        }
    }
}
