package io.nightshift.engine.dispatch;

import static io.nightshift.engine.log.EngineLog.LOG;

import java.time.Duration;

/** Says that the server gives no threads: when it lasts, as it does for a moment at every stop, and then now and then. */
final class Refusals {

    private static final long LASTS_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private long began;
    private long last = System.nanoTime() - QUIET_NANOS;
    private long told = last;

    synchronized void note(Throwable refusal) {
        long now = System.nanoTime();
        if (now - last >= QUIET_NANOS) {
            began = now;
        }
        last = now;
        if (now - began >= LASTS_NANOS && now - told >= QUIET_NANOS) {
            told = now;
            LOG.noThread(String.valueOf(refusal));
        }
    }
}
