package io.nightshift.jobs.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The Retry-After header (RFC 9110, section 10.2.3): seconds or a date. */
final class RetryAfter {

    /** Longer waits are a mistake of the service, or would look like a lost job. */
    static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** How long to wait, at most {@link #LONGEST}; null if the value says nothing. */
    static @Nullable Duration parse(String value, Clock clock) {
        String text = value.strip();
        if (text.matches("\\d{1,18}")) {
            return capped(Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST.toSeconds())));
        }
        try {
            Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return capped(Duration.between(clock.instant(), then));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration capped(Duration delay) {
        if (delay.isNegative()) {
            return Duration.ZERO;
        }
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
