package io.nightshift.store.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the whole cluster, of a queue or of a job type.
 *
 * @param maxRunning how many of its jobs nodes hold at once; null for any number
 * @param rate how many may be taken in a period; null for any number
 */
public record Limits(@Nullable Integer maxRunning, @Nullable Rate rate) {

    /** No limits. */
    public static final Limits NONE = new Limits(null, null);

    /** Whether there is none. */
    public boolean none() {
        return maxRunning == null && rate == null;
    }

    /**
     * A number per period. A period begins with the first job that is taken after the one before has ended.
     *
     * @param count at least 1
     * @param period at least a millisecond
     */
    public record Rate(int count, Duration period) {}
}
