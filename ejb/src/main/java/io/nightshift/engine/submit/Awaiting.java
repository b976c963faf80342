package io.nightshift.engine.submit;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.engine.finish.Completions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Waits until jobs have ended, wherever they do. Safe for concurrent use. */
public final class Awaiting {

    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration LAST_LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Completions completions;

    /** Waits with the help of those that end on this node. */
    public Awaiting(Completions completions) {
        this.completions = completions;
    }

    /**
     * Looks again and again until the job has ended, is not there, or the time is over.
     *
     * @param timeout not at all if it is zero or negative
     * @param find how the job stands
     * @return what the last look found
     */
    public Optional<JobSnapshot> until(JobId id, Duration timeout, Function<JobId, Optional<JobSnapshot>> find)
            throws InterruptedException {
        long end = System.nanoTime() + nanos(timeout);
        Duration look = FIRST_LOOK;
        while (true) {
            Optional<JobSnapshot> job = find.apply(id);
            Duration left = Duration.ofNanos(end - System.nanoTime());
            boolean over = job.isEmpty() || job.get().state().terminal() || left.isNegative() || left.isZero();
            if (over) {
                return job;
            }
            // It may end on another node, or be cancelled before it starts: so it is looked at now and then as well.
            completions.await(id, left.compareTo(look) < 0 ? left : look);
            look = look.multipliedBy(2).compareTo(LAST_LOOK) < 0 ? look.multipliedBy(2) : LAST_LOOK;
        }
    }

    /** A wait of more than a century, or less than none, is as good as one. */
    private static long nanos(Duration timeout) {
        if (timeout.isNegative()) {
            return 0;
        }
        return (timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout).toNanos();
    }
}
