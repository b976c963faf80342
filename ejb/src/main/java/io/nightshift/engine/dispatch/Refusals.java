package io.nightshift.engine.dispatch;

import static io.nightshift.engine.log.EngineLog.LOG;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/** Says that the server gives no threads, now and then instead of each time. */
final class Refusals {

    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final AtomicLong last = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    void note(RejectedExecutionException refusal) {
        long before = last.get();
        long now = System.nanoTime();
        if (now - before >= QUIET_NANOS && last.compareAndSet(before, now)) {
            LOG.noThread(String.valueOf(refusal.getMessage()));
        }
    }
}
