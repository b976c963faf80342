package io.nightshift.test.handler;

import io.nightshift.api.handler.JobContext;
import java.util.concurrent.TimeUnit;

/** Waiting as work: it asks whether to go on every few milliseconds. */
final class Pause {

    private static final long STEP_MILLIS = 20;

    private Pause() {}

    static void cancellable(long millis, JobContext context) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (left > 0) {
            context.checkCancelled();
            Thread.sleep(Math.min(left, STEP_MILLIS));
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
    }

    /** Goes on through every interruption. */
    static void stubborn(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        while (System.nanoTime() < end) {
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
