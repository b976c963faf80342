package io.nightshift.web.console;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as people write them. */
public final class Intervals {

    private static final Pattern PLAIN = Pattern.compile("(\\d{1,9})\\s*(s|min|m|h|d)?");

    private Intervals() {}

    /** Reads "30", "30 s", "5 min", "2 h", "1 d" or ISO 8601; empty if it is none of these, or negative. */
    public static Optional<Duration> read(String text) {
        String words = text.strip().toLowerCase(Locale.ROOT);
        Matcher matcher = PLAIN.matcher(words);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            return Optional.of(
                    switch (matcher.group(2) == null ? "s" : matcher.group(2)) {
                        case "s" -> Duration.ofSeconds(number);
                        case "h" -> Duration.ofHours(number);
                        case "d" -> Duration.ofDays(number);
                        default -> Duration.ofMinutes(number);
                    });
        }
        try {
            Duration duration = Duration.parse(words);
            return duration.isNegative() ? Optional.empty() : Optional.of(duration);
        } catch (DateTimeParseException notADuration) {
            return Optional.empty();
        }
    }
}
