package io.nightshift.engine.run;

import io.nightshift.engine.config.EngineConfig.Retry;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The delay before the next attempt: a random time up to a bound that doubles with each attempt ("full jitter"), so that
 * jobs that failed together do not come back together.
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
        long bound = retry.base().toMillis();
        long max = retry.max().toMillis();
        for (int i = 1; i < attempt && bound < max; i++) {
            bound = Math.multiplyExact(bound, 2);
        }
        return Duration.ofMillis(random.nextLong(Math.min(bound, max)) + 1);
    }
}
