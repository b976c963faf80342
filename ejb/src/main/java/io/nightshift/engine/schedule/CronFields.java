package io.nightshift.engine.schedule;

import io.nightshift.engine.schedule.CronField.Kind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * What a cron says about a clock on the wall, without any time zone.
 *
 * <p>Day of the month and day of the week together are read as Vixie's cron does: if one of them begins with {@code *},
 * both must fit, otherwise one is enough ({@code crontab(5)}).
 */
record CronFields(
        CronField seconds, CronField minutes, CronField hours, CronField days, CronField months, CronField weekdays) {

    private static final long EVERY_HOUR = (1L << 24) - 1;

    /** @throws WrongRuleException if a field cannot be read; says which and why */
    static CronFields parse(String[] fields) {
        int at = fields.length - 5;
        return new CronFields(
                CronField.parse(Kind.SECOND, at == 0 ? "0" : fields[0]),
                CronField.parse(Kind.MINUTE, fields[at]),
                CronField.parse(Kind.HOUR, fields[at + 1]),
                CronField.parse(Kind.DAY, fields[at + 2]),
                CronField.parse(Kind.MONTH, fields[at + 3]),
                CronField.parse(Kind.WEEKDAY, fields[at + 4]));
    }

    /** Whether it names all hours, however it is written. */
    boolean everyHour() {
        return hours.bits() == EVERY_HOUR;
    }

    /** The first match from {@code from} on and before {@code end}, both whole seconds; null if there is none. */
    @Nullable
    LocalDateTime first(LocalDateTime from, LocalDateTime end) {
        LocalDate day = from.toLocalDate();
        int second = from.toLocalTime().toSecondOfDay();
        LocalDate last = end.toLocalDate();
        while (!day.isAfter(last)) {
            if (!months.has(day.getMonthValue())) {
                day = day.withDayOfMonth(1).plusMonths(1);
            } else {
                int found = fits(day) ? timeFrom(second) : -1;
                if (found >= 0) {
                    LocalDateTime match = day.atTime(LocalTime.ofSecondOfDay(found));
                    return match.isBefore(end) ? match : null;
                }
                day = day.plusDays(1);
            }
            second = 0;
        }
        return null;
    }

    private boolean fits(LocalDate day) {
        boolean byDay = days.has(day.getDayOfMonth());
        boolean byWeekday = weekdays.has(day.getDayOfWeek().getValue() % DayOfWeek.SUNDAY.getValue());
        return days.star() || weekdays.star() ? byDay && byWeekday : byDay || byWeekday;
    }

    /** The first matching second of a day from this one on; -1 if there is none. */
    private int timeFrom(int secondOfDay) {
        int hour = secondOfDay / 3600;
        int minute = secondOfDay / 60 % 60;
        if (hours.has(hour)) {
            int second = minutes.has(minute) ? seconds.from(secondOfDay % 60) : -1;
            if (second >= 0) {
                return (hour * 60 + minute) * 60 + second;
            }
            int later = minutes.from(minute + 1);
            if (later >= 0) {
                return (hour * 60 + later) * 60 + seconds.from(0);
            }
        }
        int later = hours.from(hour + 1);
        return later < 0 ? -1 : (later * 60 + minutes.from(0)) * 60 + seconds.from(0);
    }
}
