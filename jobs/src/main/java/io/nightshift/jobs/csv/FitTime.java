package io.nightshift.jobs.csv;

import io.nightshift.jobs.csv.read.Excerpt;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Days and times as a table keeps them. A moment in a column without time zone is kept in UTC, whatever zone the server or
 * the database runs in.
 */
final class FitTime {

    /** What PostgreSQL keeps, in years of ISO 8601; beyond it its driver says infinity, without a word. */
    private static final int FIRST_YEAR = -4712;

    private static final int LAST_YEAR = 294_275;
    private static final int LAST_YEAR_OF_DAYS = 5_874_896;
    private static final int NANO_DIGITS = 9;

    private FitTime() {}

    static LocalDate day(Object value) throws MisfitException {
        if (value instanceof OffsetDateTime moment) {
            LocalDateTime time = inUtc(moment);
            if (!time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
                throw new MisfitException(moment + " has a time of the day, the table keeps the day only");
            }
            return within(time.toLocalDate(), LAST_YEAR_OF_DAYS);
        }
        LocalDate day = value instanceof LocalDate given ? given : (LocalDate) parsed(ColumnType.DATE, value);
        return within(day, LAST_YEAR_OF_DAYS);
    }

    static LocalTime time(Object value, int digits) throws MisfitException {
        try {
            LocalTime time = LocalTime.parse(value.toString().strip());
            requireDigits(time, digits);
            return time;
        } catch (DateTimeException e) {
            throw new MisfitException(
                    "'" + Excerpt.of(value.toString(), 40) + "' is not a time such as 13:30:00, as the table wants");
        }
    }

    static LocalDateTime dayAndTime(Object value, int digits) throws MisfitException {
        return inUtc(moment(value, digits));
    }

    static OffsetDateTime moment(Object value, int digits) throws MisfitException {
        OffsetDateTime moment;
        if (value instanceof LocalDate day) {
            moment = day.atStartOfDay().atOffset(ZoneOffset.UTC);
        } else {
            moment =
                    value instanceof OffsetDateTime given ? given : (OffsetDateTime) parsed(ColumnType.DATETIME, value);
        }
        requireDigits(moment.toLocalTime(), digits);
        within(moment.toLocalDate(), LAST_YEAR);
        return moment;
    }

    private static LocalDateTime inUtc(OffsetDateTime moment) throws MisfitException {
        within(moment.toLocalDate(), LAST_YEAR);
        return moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }

    private static Object parsed(ColumnType type, Object value) throws MisfitException {
        try {
            return type.parse(value.toString());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MisfitException(
                    "'" + Excerpt.of(value.toString(), 40) + "' is not " + type.words() + ", as the table wants");
        }
    }

    private static void requireDigits(LocalTime time, int digits) throws MisfitException {
        int step = 1;
        for (int i = Math.max(digits, 0); i < NANO_DIGITS; i++) {
            step *= 10;
        }
        if (time.getNano() % step != 0) {
            throw new MisfitException(
                    time + " has more than " + digits + " digits behind the second, the table would round it");
        }
    }

    private static LocalDate within(LocalDate day, int lastYear) throws MisfitException {
        if (day.getYear() < FIRST_YEAR || day.getYear() > lastYear) {
            throw new MisfitException(day + " is outside of what the table keeps");
        }
        return day;
    }
}
