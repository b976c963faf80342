package io.nightshift.engine.breaker;

import java.time.Duration;

/**
 * How many of the last attempts failed: those that ended within a window that slides in tenths of its length. Times are
 * readings of one stopwatch, in nanoseconds. For one thread at a time.
 */
final class FailureWindow {

    private static final int SLICES = 10;

    private final long sliceNanos;
    private final int[] ended = new int[SLICES];
    private final int[] failed = new int[SLICES];
    /** The number of the slice that each place counts; any place may hold one that is long over. */
    private final long[] slices = new long[SLICES];

    FailureWindow(Duration window) {
        this.sliceNanos = Math.max(1, window.toNanos() / SLICES);
    }

    /** An attempt ended. */
    void count(boolean failure, long now) {
        long slice = Math.floorDiv(now, sliceNanos);
        int place = (int) Math.floorMod(slice, (long) SLICES);
        if (slices[place] != slice) {
            slices[place] = slice;
            ended[place] = 0;
            failed[place] = 0;
        }
        ended[place]++;
        failed[place] += failure ? 1 : 0;
    }

    /** What ended within the window. */
    Counts counts(long now) {
        long slice = Math.floorDiv(now, sliceNanos);
        int all = 0;
        int bad = 0;
        for (int place = 0; place < SLICES; place++) {
            long age = slice - slices[place];
            if (age >= 0 && age < SLICES) {
                all += ended[place];
                bad += failed[place];
            }
        }
        return new Counts(all, bad);
    }

    /**
     * Attempts.
     *
     * @param ended how many ended
     * @param failed how many of them failed
     */
    record Counts(int ended, int failed) {

        /** Whether at least so many ended and at least such a part of them failed. */
        boolean reach(int minimum, int percent) {
            return ended >= minimum && 100L * failed >= (long) percent * ended;
        }
    }
}
