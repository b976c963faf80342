package io.nightshift.engine.dispatch;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** How many jobs a lane should hold: what starts at once, and what it will finish in the next 200 ms; and how many threads are worth it. */
final class Pace {

    private static final long AHEAD_NANOS = Duration.ofMillis(200).toNanos();
    private static final double WORTH_NANOS = Duration.ofMillis(5).toNanos();

    private final int most;
    private final LongAdder jobs = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private volatile double average;
    private volatile int target;

    Pace(int most) {
        this.most = most;
    }

    /** A job took this long, from its start until its outcome was handed on. */
    void ran(long took) {
        jobs.increment();
        nanos.add(took);
    }

    /**
     * How many to take now; called by one thread at a time.
     *
     * @param free loops that could start
     * @param waiting jobs held and not started
     */
    int room(int free, int waiting) {
        long ended = jobs.sumThenReset();
        long took = nanos.sumThenReset();
        if (ended > 0) {
            double last = (double) took / ended;
            average = average == 0 ? last : (average + last) / 2;
        }
        // Nothing ended since the last look and nothing is free: what runs is long, so nothing is taken ahead.
        int now = ended == 0 && free <= 0 ? 0 : target(free);
        target = now;
        int room = now - waiting;
        // Few large claims instead of many small ones.
        return waiting > Math.max(0, free) && room < now / 2 ? 0 : room;
    }

    /** How many to hold with this many free loops. */
    int target(int free) {
        double each = average;
        int ahead = each <= 0 ? 0 : (int) Math.min(most, AHEAD_NANOS / each);
        return Math.max(0, free) + Math.min(most, ahead);
    }

    /**
     * How many loops to start for these jobs beside those that go on. Long jobs get one each. Of tiny ones each loop is to
     * find some milliseconds' worth: handing a thread its work costs as much as several of them do, and more threads than
     * processors would only take turns.
     */
    int loops(int jobs, int going) {
        double each = average;
        if (each <= 0 || each >= WORTH_NANOS) {
            return jobs;
        }
        return (int) Math.ceil(jobs * each / WORTH_NANOS) - going;
    }

    /** Whether it is time to take more. */
    boolean low(int waiting) {
        return waiting <= target / 2;
    }
}
