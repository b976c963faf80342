package io.nightshift.engine.queue;

import io.nightshift.store.type.Breaker.Rule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which rules of a breaker make sense, and how they are written down in the audit. */
final class BreakerRules {

    static final int MOST = 100_000;
    /** Within it every node has heard of a change. */
    static final Duration SHORTEST = Duration.ofSeconds(1);

    static final Duration LONGEST = Duration.ofHours(1);

    private BreakerRules() {}

    static void check(Rule rule) {
        number("failurePercent", rule.failurePercent(), 100);
        number("minimum", rule.minimum(), MOST);
        time("window", rule.window());
        time("pause", rule.pause());
    }

    static String describe(@Nullable Rule rule) {
        return rule == null
                ? "none"
                : rule.failurePercent() + " % of at least " + rule.minimum() + " attempts within " + rule.window()
                        + ", pause " + rule.pause();
    }

    private static void number(String what, int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(what + " must be from 1 to " + most + ", was " + number);
        }
    }

    private static void time(String what, Duration time) {
        if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " must be from " + SHORTEST + " to " + LONGEST + ", was " + time);
        }
    }
}
