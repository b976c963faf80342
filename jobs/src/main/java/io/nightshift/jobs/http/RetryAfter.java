package io.nightshift.jobs.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Retry-After header (RFC 9110, section 10.2.3): seconds, or a date in one of the three forms that a recipient must
 * accept (section 5.6.7). The name of the weekday is not looked at: the date is the statement.
 */
final class RetryAfter {

    /** Longer waits are a mistake of the service, or would look like a lost job. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Pattern SECONDS = Pattern.compile("0*(\\d+)");
    private static final String TIME = "(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})";
    private static final List<Pattern> DATES = List.of(
            // IMF-fixdate: Sun, 06 Nov 1994 08:49:37 GMT
            date("(?:\\w+, *)?(?<day>\\d{1,2}) (?<month>[A-Z]{3}) (?<year>\\d{4}) " + TIME
                    + " (?<zone>GMT|UTC|[+-]\\d{4})"),
            // RFC 850: Sunday, 06-Nov-94 08:49:37 GMT
            date("\\w+, *(?<day>\\d{1,2})-(?<month>[A-Z]{3})-(?<year>\\d{2}|\\d{4}) " + TIME
                    + " (?<zone>GMT|UTC|[+-]\\d{4})"),
            // asctime: Sun Nov  6 08:49:37 1994
            date("\\w+ (?<month>[A-Z]{3}) +(?<day>\\d{1,2}) " + TIME + " (?<year>\\d{4})(?<zone>)"));
    private static final String MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

    private RetryAfter() {}

    /** How long to wait, at most {@link #LONGEST}; null if the value says nothing. */
    static @Nullable Duration parse(String value, Clock clock) {
        String text = value.strip();
        Matcher seconds = SECONDS.matcher(text);
        if (seconds.matches()) {
            // A number of any length is a number; more than nine digits are longer than any wait.
            String digits = seconds.group(1);
            return digits.length() > 9 ? LONGEST : capped(Duration.ofSeconds(Long.parseLong(digits)));
        }
        Instant now = clock.instant();
        for (Pattern form : DATES) {
            Matcher date = form.matcher(text);
            if (date.matches()) {
                Instant then = instant(date, now);
                return then == null ? null : capped(Duration.between(now, then));
            }
        }
        return null;
    }

    private static @Nullable Instant instant(Matcher date, Instant now) {
        int month = MONTHS.indexOf(date.group("month").toUpperCase(Locale.ROOT));
        if (month % 3 != 0) {
            return null;
        }
        String zone = date.group("zone");
        try {
            ZoneOffset offset = zone.startsWith("+") || zone.startsWith("-") ? ZoneOffset.of(zone) : ZoneOffset.UTC;
            int second = Integer.parseInt(date.group("second"));
            // The 60 of a leap second is the end of that minute.
            LocalDateTime time = LocalDateTime.of(
                            year(date.group("year"), now),
                            month / 3 + 1,
                            Integer.parseInt(date.group("day")),
                            Integer.parseInt(date.group("hour")),
                            Integer.parseInt(date.group("minute")),
                            second == 60 ? 59 : second)
                    .plusSeconds(second == 60 ? 1 : 0);
            return time.toInstant(offset);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Two digits are the year nearest to now: what would lie more than 50 years ahead is of the past century. */
    private static int year(String digits, Instant now) {
        int year = Integer.parseInt(digits);
        if (digits.length() > 2) {
            return year;
        }
        int present = now.atOffset(ZoneOffset.UTC).getYear();
        year += present - present % 100;
        if (year > present + 50) {
            return year - 100;
        }
        return year < present - 50 ? year + 100 : year;
    }

    private static Pattern date(String form) {
        return Pattern.compile(form, Pattern.CASE_INSENSITIVE);
    }

    private static Duration capped(Duration delay) {
        if (delay.isNegative()) {
            return Duration.ZERO;
        }
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
