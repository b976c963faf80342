package io.nightshift.engine.schedule;

import io.nightshift.store.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a schedule is due: a strictly rising row of instants. */
sealed interface Rule permits CronRule, IntervalRule {

    /** The longest cron that is read: nobody writes a longer one, and each of its parts costs time to work out. */
    int LONGEST_CRON = 200;

    /** The first instant after this one; empty if there is none any more. */
    Optional<Instant> next(Instant after);

    /** The rule in words. */
    String words();

    /** The rule of a stored schedule. */
    static Rule of(Schedule schedule) {
        return of(schedule.cron(), schedule.zone(), schedule.interval(), schedule.createdAt());
    }

    /**
     * The rule that is said by exactly one of {@code cron} and {@code interval}.
     *
     * @param anchor the instant that intervals are counted from
     * @throws WrongRuleException if it is wrong; says how it should be
     */
    static Rule of(@Nullable String cron, ZoneId zone, @Nullable Duration interval, Instant anchor) {
        if (cron != null && interval != null) {
            throw new WrongRuleException("cron", "Give a cron or an interval, not both");
        }
        if (cron != null && cron.length() > LONGEST_CRON) {
            throw new WrongRuleException(
                    "cron", "A cron has at most " + LONGEST_CRON + " characters, this has " + cron.length());
        }
        if (cron != null) {
            return CronRule.parse(cron, zone);
        }
        if (interval != null) {
            return new IntervalRule(interval, anchor);
        }
        throw new WrongRuleException("cron", "Give a cron such as '*/5 * * * *', or an interval such as 'PT5M'");
    }

    /** Up to {@code count} instants after this one. */
    default List<Instant> next(Instant after, int count) {
        List<Instant> instants = new ArrayList<>(count);
        Optional<Instant> next = next(after);
        while (next.isPresent() && instants.size() < count) {
            instants.add(next.get());
            next = next(next.get());
        }
        return instants;
    }
}
