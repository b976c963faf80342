package io.nightshift.web.rest.queue;

import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.store.type.Breaker.Rule;
import io.nightshift.web.rest.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What opens a type's breaker, as it comes in: all of it, or nothing to take the breaker away. */
record BreakerBody(
        @Nullable Integer failurePercent,
        @Nullable Integer minimum,
        @Nullable Duration window,
        @Nullable Duration pause) {

    private static final int MOST = 100_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** The rule; null for none. */
    @Nullable
    Rule rule() {
        if (failurePercent == null && minimum == null && window == null && pause == null) {
            return null;
        }
        List<Violation> found = new ArrayList<>();
        int percent = number("failurePercent", failurePercent, 100, found);
        int least = number("minimum", minimum, MOST, found);
        Duration back = time("window", window, found);
        Duration rest = time("pause", pause, found);
        if (!found.isEmpty()) {
            throw ProblemException.invalid(found);
        }
        return new Rule(percent, least, back, rest);
    }

    private static int number(String field, @Nullable Integer value, int most, List<Violation> found) {
        if (value == null) {
            found.add(new Violation(field, "must not be missing; send {} to remove the breaker"));
            return 0;
        }
        if (value < 1 || value > most) {
            found.add(new Violation(field, "must be 1 to " + most));
        }
        return value;
    }

    private static Duration time(String field, @Nullable Duration value, List<Violation> found) {
        if (value == null) {
            found.add(new Violation(field, "must not be missing; send {} to remove the breaker"));
            return Duration.ZERO;
        }
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            found.add(new Violation(field, "must be " + SHORTEST + " to " + LONGEST));
        }
        return value;
    }
}
