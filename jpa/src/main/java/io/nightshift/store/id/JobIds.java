package io.nightshift.store.id;

import io.nightshift.api.job.JobId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids of UUID version 7 (RFC 9562, section 5.7) that rise strictly within this object, even if the clock is set
 * back a little. Safe for concurrent use, without locks.
 *
 * <p>If the clock is set back by more than {@link #MOST_AHEAD}, as after it had been wrong, ids follow it: with the stamps of a
 * future that does not come for hours they would sort last and be found by nobody. They stay unique, as each such sequence has
 * seeds of its own.
 *
 * <p>The 12 bits behind the milliseconds count (method 1 of section 6.2). The last 62 bits are that unique count mixed
 * with a random seed: unguessable enough to keep nodes apart, but no secret.
 */
public final class JobIds {

    private static final int COUNTER_BITS = 12;
    /** Odd and close to 2^64 divided by the golden ratio: consecutive multiples spread evenly. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** So far ids may be ahead of the clock: because it was set back, or because very many were made. */
    static final Duration MOST_AHEAD = Duration.ofSeconds(5);

    private static final long MOST_AHEAD_COUNTS = MOST_AHEAD.toMillis() << COUNTER_BITS;

    private final Clock clock;
    private final SecureRandom random;
    private volatile Sequence sequence;
    private volatile long aheadMillis;

    /** Ids that rise. */
    private record Sequence(long seed, long secondSeed, AtomicLong last) {}

    /**
     * Starts a sequence.
     *
     * @param clock for the milliseconds
     * @param random for the seeds
     */
    public JobIds(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
        this.sequence = newSequence();
    }

    /** The next id. */
    public JobId next() {
        return new JobId(nextUuid());
    }

    /** The next id, for things other than jobs. */
    public UUID nextUuid() {
        long now = clock.millis() - aheadMillis << COUNTER_BITS;
        Sequence ids = sequence;
        if (ids.last().get() - now > MOST_AHEAD_COUNTS) {
            ids = setBack(ids, now);
        }
        long count = ids.last().updateAndGet(before -> Math.max(before + 1, now));
        return TimeId.of(
                count >>> COUNTER_BITS,
                count & ((1 << COUNTER_BITS) - 1),
                mix(mix(count * GOLDEN + ids.seed()) ^ ids.secondSeed()));
    }

    /** The clock is so far ahead of the one that all nodes share, or behind if negative: ids follow that one. */
    public void follow(Duration ahead) {
        aheadMillis = ahead.toMillis();
    }

    private synchronized Sequence setBack(Sequence before, long now) {
        Sequence ids = sequence;
        if (ids == before && ids.last().get() - now > MOST_AHEAD_COUNTS) {
            ids = newSequence();
            sequence = ids;
        }
        return ids;
    }

    private Sequence newSequence() {
        return new Sequence(random.nextLong(), random.nextLong(), new AtomicLong());
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014): one-to-one, so distinct counts stay distinct. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
