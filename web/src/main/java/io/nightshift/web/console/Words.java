package io.nightshift.web.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers, times and durations in words, for pages ({@code words}) and beans. The script says times the same way. */
@Named("words")
@ApplicationScoped
public class Words {

    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Clock clock;

    public Words() {
        this(Clock.systemUTC());
    }

    Words(Clock clock) {
        this.clock = clock;
    }

    /** Such as "3 min ago", "in 2 h", "now"; empty for null. */
    public String ago(@Nullable Instant at) {
        if (at == null) {
            return "";
        }
        Duration past = Duration.between(at, clock.instant());
        if (past.abs().compareTo(Duration.ofSeconds(2)) < 0) {
            return "now";
        }
        return past.isNegative() ? "in " + coarse(past.negated()) : coarse(past) + " ago";
    }

    /** Such as "2026-03-01 14:05:09 UTC"; empty for null. */
    public String exact(@Nullable Instant at) {
        return at == null ? "" : EXACT.format(at);
    }

    /** For the {@code datetime} of a time element; empty for null. */
    public String iso(@Nullable Instant at) {
        return at == null ? "" : at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Hour and minute, UTC. */
    public String minute(Instant at) {
        return MINUTE.format(at);
    }

    /** To two digits or so: "0 ms", "340 ms", "4.2 s", "3 min 5 s", "2 h 10 min", "3 d 4 h"; empty for null. */
    public String duration(@Nullable Duration duration) {
        if (duration == null) {
            return "";
        }
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 100 / 10.0);
        }
        long seconds = millis / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, " min", seconds % 60, " s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, " h", seconds % 3600 / 60, " min");
        }
        return two(seconds / 86_400, " d", seconds % 86_400 / 3600, " h");
    }

    /** From start to end, or until now; empty if it has not started. */
    public String between(@Nullable Instant from, @Nullable Instant to) {
        return from == null ? "" : duration(Duration.between(from, to == null ? clock.instant() : to));
    }

    /** With a comma after thousands. */
    public String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number that was counted only up to {@code cap}: "10,000+" for more than that. */
    public String capped(long number, long cap) {
        return number > cap ? count(cap) + "+" : count(number);
    }

    /** Such as "1 job", "3 jobs"; for words whose plural ends in s. */
    public String many(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** The last eight characters of an id: the first ones are its time, which neighbours in a list share. */
    public String shortId(Object id) {
        String text = id.toString();
        return text.length() <= 8 ? text : text.substring(text.length() - 8);
    }

    /** The chip of what is paused, for pages. */
    public Chip getPaused() {
        return Chip.PAUSED;
    }

    /** The moment of the page. */
    public Instant getNow() {
        return clock.instant();
    }

    private static String coarse(Duration duration) {
        long seconds = Math.round(duration.toMillis() / 1000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        if (seconds < 86_400) {
            return seconds < 36_000 ? two(seconds / 3600, " h", seconds % 3600 / 60, " min") : seconds / 3600 + " h";
        }
        return seconds / 86_400 + " d";
    }

    private static String two(long big, String bigUnit, long small, String smallUnit) {
        return small == 0 ? big + bigUnit : big + bigUnit + " " + small + smallUnit;
    }
}
