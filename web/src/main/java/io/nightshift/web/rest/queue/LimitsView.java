package io.nightshift.web.rest.queue;

import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.Limits.Rate;
import io.nightshift.web.rest.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limits of a queue or a job type in the whole cluster, as they come in and go out. What is left out is not limited. */
public record LimitsView(
        @Nullable Integer maxRunning, @Nullable RateView rate) {

    private static final int MOST = 1_000_000;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(31);

    /** A number per period. */
    public record RateView(
            @Nullable Integer count, @Nullable Duration period) {}

    static LimitsView of(Limits limits) {
        Rate rate = limits.rate();
        return new LimitsView(limits.maxRunning(), rate == null ? null : new RateView(rate.count(), rate.period()));
    }

    Limits limits() {
        List<Violation> found = new ArrayList<>();
        number("maxRunning", maxRunning, found);
        Rate wanted = rate == null ? null : rate(rate, found);
        if (!found.isEmpty()) {
            throw ProblemException.invalid(found);
        }
        return new Limits(maxRunning, wanted);
    }

    private static @Nullable Rate rate(RateView rate, List<Violation> found) {
        Integer count = rate.count();
        Duration period = rate.period();
        if (count == null) {
            found.add(new Violation("rate.count", "must not be missing"));
        }
        number("rate.count", count, found);
        if (period == null || period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
            found.add(new Violation("rate.period", "must be 1 ms to " + LONGEST.toDays() + " days, such as PT1S"));
        }
        return count == null || period == null ? null : new Rate(count, period);
    }

    private static void number(String field, @Nullable Integer value, List<Violation> found) {
        if (value != null && (value < 1 || value > MOST)) {
            found.add(new Violation(field, "must be 1 to " + MOST));
        }
    }
}
