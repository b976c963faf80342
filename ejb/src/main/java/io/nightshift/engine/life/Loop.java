package io.nightshift.engine.life;

import static io.nightshift.engine.log.EngineLog.LOG;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Rounds one after the other on a thread of their own. Whatever a round throws ends that round alone. If the thread dies
 * nevertheless, or could not be had, {@link #revive} gives it another one.
 */
final class Loop implements Runnable {

    private final String name;
    private final Duration bound;
    private final BooleanSupplier over;
    private final Round round;
    private final LongSupplier stopwatch;
    private final Pulse pulse = this::beat;
    private final AtomicBoolean going = new AtomicBoolean();
    private volatile long heard;
    /** How many of the last rounds failed, so that one that goes on failing does not spin. Touched by the thread only. */
    private int failures;

    /**
     * Not yet started.
     *
     * @param bound a loop that is silent for longer does not live
     * @param over whether it has come to its end, as it should
     */
    Loop(String name, Duration bound, BooleanSupplier over, Round round, LongSupplier stopwatch) {
        this.name = name;
        this.bound = bound;
        this.over = over;
        this.round = round;
        this.stopwatch = stopwatch;
        this.heard = stopwatch.getAsLong();
    }

    String name() {
        return name;
    }

    /** Gives it a thread unless it has one or is over; false if there is none to be had. */
    boolean revive(Executor threads) {
        if (over.getAsBoolean() || !going.compareAndSet(false, true)) {
            return true;
        }
        try {
            threads.execute(this);
            return true;
        } catch (RuntimeException | Error none) {
            going.set(false);
            LOG.loopWithoutThread(name, String.valueOf(none));
            return false;
        }
    }

    /** For how long it has been silent, if that is longer than it may be; else zero. */
    Duration silent() {
        long now = stopwatch.getAsLong() - heard;
        return over.getAsBoolean() || now <= bound.toNanos() ? Duration.ZERO : Duration.ofNanos(now);
    }

    @Override
    public void run() {
        try {
            while (!over.getAsBoolean()) {
                beat();
                once();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            going.set(false);
        }
    }

    private void once() throws InterruptedException {
        try {
            round.once(pulse);
            failures = 0;
        } catch (RuntimeException | Error failed) {
            if (failures == 0) {
                LOG.dutyFailed(name, failed);
            } else {
                // Every second of an outage would say the same.
                LOG.debugf("The duty '%s' failed again: %s", name, failed);
            }
            failures = Math.min(failures + 1, 10);
            Thread.sleep(100L * failures);
        }
    }

    private void beat() {
        heard = stopwatch.getAsLong();
    }
}
