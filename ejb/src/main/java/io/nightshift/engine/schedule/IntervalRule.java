package io.nightshift.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Every so often, counted from the schedule's creation: a late tick does not shift the instants after it.
 *
 * @param interval one second to ten years
 * @param anchor where counting starts; the first instant is one interval later
 */
record IntervalRule(Duration interval, Instant anchor) implements Rule {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(3650);

    IntervalRule {
        if (interval.compareTo(SHORTEST) < 0) {
            throw new WrongRuleException("interval", "The shortest interval is one second, this is " + interval);
        }
        if (interval.compareTo(LONGEST) > 0) {
            throw new WrongRuleException("interval", "The longest interval is ten years, this is " + interval);
        }
        if (interval.toNanosPart() % 1_000_000 != 0) {
            throw new WrongRuleException("interval", "An interval counts whole milliseconds, this is " + interval);
        }
    }

    @Override
    public Optional<Instant> next(Instant after) {
        long step = interval.toMillis();
        // floorDiv, not "/": before the anchor the first instant is still the one after it.
        long passed = Math.max(0, Math.floorDiv(Duration.between(anchor, after).toMillis(), step));
        Instant candidate = anchor.plusMillis(passed * step);
        while (!candidate.isAfter(after) || !candidate.isAfter(anchor)) {
            candidate = candidate.plusMillis(step);
        }
        return Optional.of(candidate);
    }

    @Override
    public String words() {
        if (interval.toMillisPart() != 0) {
            return "every " + interval.toMillis() + " milliseconds";
        }
        StringBuilder words = new StringBuilder();
        append(words, interval.toDaysPart(), "day");
        append(words, interval.toHoursPart(), "hour");
        append(words, interval.toMinutesPart(), "minute");
        append(words, interval.toSecondsPart(), "second");
        String said = words.toString();
        return said.startsWith("1 ") && said.indexOf(' ', 2) < 0
                ? "every " + said.substring(2)
                : "every " + said.toLowerCase(Locale.ROOT);
    }

    private static void append(StringBuilder words, long number, String unit) {
        if (number == 0) {
            return;
        }
        if (!words.isEmpty()) {
            words.append(' ');
        }
        words.append(number).append(' ').append(unit).append(number == 1 ? "" : "s");
    }
}
