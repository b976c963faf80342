package io.nightshift.engine.ingress;

import io.nightshift.engine.log.RimLog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds a delivery back while the store is away, instead of giving the message back at once: each delivery that is given
 * back costs one of its attempts and a stack trace in the log, and a full queue would burn through both in seconds.
 */
final class Patience {

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);

    private final Duration total;
    private final Sleep sleep;
    private final AtomicBoolean troubled = new AtomicBoolean();

    Patience(Duration total, Sleep sleep) {
        this.total = total;
        this.sleep = sleep;
    }

    /** Tries again with growing waits until it works or the patience ends; then throws what the last try threw. */
    <E extends Exception> void run(String what, Step<E> step) throws E {
        Duration waited = Duration.ZERO;
        Duration next = FIRST_WAIT;
        while (true) {
            try {
                step.run();
                if (troubled.compareAndSet(true, false)) {
                    RimLog.LOG.intakeRecovered(what);
                }
                return;
            } catch (RuntimeException e) {
                if (troubled.compareAndSet(false, true)) {
                    RimLog.LOG.intakeWaits(what, e);
                }
                if (waited.plus(next).compareTo(total) > 0 || !slept(next)) {
                    throw e;
                }
                waited = waited.plus(next);
                next = next.multipliedBy(2);
            }
        }
    }

    private boolean slept(Duration time) {
        try {
            sleep.sleep(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What is to be done. */
    @FunctionalInterface
    interface Step<E extends Exception> {
        void run() throws E;
    }

    /** Waits. */
    @FunctionalInterface
    interface Sleep {
        void sleep(Duration time) throws InterruptedException;
    }
}
