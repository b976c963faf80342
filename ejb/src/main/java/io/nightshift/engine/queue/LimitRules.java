package io.nightshift.engine.queue;

import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.Limits.Rate;
import java.time.Duration;

/** Which limits make sense, and how they are written down in the audit. */
final class LimitRules {

    static final int MOST = 1_000_000;
    static final Duration SHORTEST = Duration.ofMillis(1);
    static final Duration LONGEST = Duration.ofDays(31);

    private LimitRules() {}

    static void check(Limits limits) {
        Integer maxRunning = limits.maxRunning();
        if (maxRunning != null && (maxRunning < 1 || maxRunning > MOST)) {
            throw new IllegalArgumentException("maxRunning must be from 1 to " + MOST + ", was " + maxRunning);
        }
        Rate rate = limits.rate();
        if (rate == null) {
            return;
        }
        if (rate.count() < 1 || rate.count() > MOST) {
            throw new IllegalArgumentException("A rate's count must be from 1 to " + MOST + ", was " + rate.count());
        }
        if (rate.period().compareTo(SHORTEST) < 0 || rate.period().compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A rate's period must be from 1 ms to " + LONGEST.toDays() + " days, was " + rate.period());
        }
    }

    static String describe(Limits limits) {
        Rate rate = limits.rate();
        return "maxRunning " + (limits.maxRunning() == null ? "none" : limits.maxRunning()) + ", rate "
                + (rate == null ? "none" : rate.count() + " per " + rate.period());
    }
}
