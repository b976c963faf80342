package io.nightshift.web.console.queue;

import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.Limits.Rate;
import io.nightshift.web.console.Intervals;
import io.nightshift.web.console.Posted;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fields in which limits of a queue or a job type are typed, and limits in words. Messages are for who typed. */
final class LimitsForm {

    private LimitsForm() {}

    /**
     * What was typed; an empty field is no limit.
     *
     * @throws IllegalArgumentException if it makes no sense
     */
    static Limits posted() {
        Integer running = number("At once in the cluster", Posted.value("maxRunning"));
        Integer count = number("The number of starts", Posted.value("rateCount"));
        String period = Posted.value("ratePeriod").strip();
        if (count == null && period.isEmpty()) {
            return new Limits(running, null);
        }
        if (count == null || period.isEmpty()) {
            throw new IllegalArgumentException("A rate needs a number of starts and a period, or neither");
        }
        return new Limits(running, new Rate(count, duration("The period", period)));
    }

    /** A whole number; null for an empty field. */
    static @Nullable Integer number(String field, String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return Integer.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(field + " must be a whole number, not '" + text + "'", e);
        }
    }

    static Duration duration(String field, String text) {
        return Intervals.read(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        field + " must be such as 30 s, 5 min or 1 h, not '" + text + "'"));
    }

    /** Such as "5 at once, 100 per 1 min"; "none". */
    static String words(Limits limits) {
        Integer running = limits.maxRunning();
        Rate rate = limits.rate();
        String first = running == null ? "" : String.format(Locale.ROOT, "%,d at once", running);
        String second = rate == null ? "" : String.format(Locale.ROOT, "%,d per %s", rate.count(), text(rate.period()));
        return limits.none() ? "none" : first + (first.isEmpty() || second.isEmpty() ? "" : ", ") + second;
    }

    /** Such as "30 s", "5 min", "1 h"; reads back as the same. */
    static String text(Duration time) {
        if (time.toMillis() % 1000 != 0) {
            return time.toString();
        }
        long seconds = time.toSeconds();
        if (seconds % 3600 == 0 && seconds > 0) {
            return seconds / 3600 + " h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
