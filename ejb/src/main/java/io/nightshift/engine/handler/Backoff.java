package io.nightshift.engine.handler;

import io.nightshift.engine.config.EngineConfig.Retry;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The delay before the next attempt: a bound that doubles with each attempt, and a random time below it ("full jitter"), so
 * that jobs that failed together do not come back together.
 */
public final class Backoff {

    private final Retry retry;
    private final RandomGenerator random;

    /** Takes its bounds and its chance from here; the generator must be safe for concurrent use. */
    public Backoff(Retry retry, RandomGenerator random) {
        this.retry = retry;
        this.random = random;
    }

    /** The delay after this attempt failed. */
    public Duration after(int attempt) {
        return after(attempt, null, null, 1);
    }

    /**
     * The delay after this attempt failed.
     *
     * @param ownBase the bound of the first delay; null for the node's
     * @param ownMax the bound of any; null for the node's, but at least the first
     * @param jitter which share is random, 0 to 1
     */
    Duration after(int attempt, @Nullable Duration ownBase, @Nullable Duration ownMax, double jitter) {
        long base = (ownBase == null ? retry.base() : ownBase).toMillis();
        long max = ownMax == null ? Math.max(retry.max().toMillis(), ownBase == null ? 0 : base) : ownMax.toMillis();
        long bound = base;
        for (int i = 1; i < attempt && bound < max; i++) {
            bound = Math.multiplyExact(bound, 2);
        }
        return spread(Duration.ofMillis(Math.min(bound, max)), jitter);
    }

    /** A delay of which this share is random. */
    Duration spread(Duration delay, double jitter) {
        long millis = (long) (delay.toMillis() * jitter);
        return millis <= 0 ? delay : delay.minusMillis(random.nextLong(millis));
    }
}
