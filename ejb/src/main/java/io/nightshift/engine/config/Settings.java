package io.nightshift.engine.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings by name: the system property {@code nightshift.x.y}, else the environment variable {@code NIGHTSHIFT_X_Y},
 * else the default. Collects what is wrong, so that one start tells everything.
 */
public final class Settings {

    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

    private final UnaryOperator<@Nullable String> properties;
    private final UnaryOperator<@Nullable String> environment;
    private final List<String> problems = new ArrayList<>();

    /** Reads those of this server. */
    public static Settings ofServer() {
        return new Settings(System::getProperty, System::getenv);
    }

    /**
     * Reads those of two sources.
     *
     * @param properties answers null for a name it does not know
     * @param environment the same
     */
    public Settings(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** A text; an empty one counts as not set. */
    public String text(String name, String otherwise) {
        String value = find(name);
        return value == null ? otherwise : value;
    }

    /** A whole number within bounds. */
    public int number(String name, int otherwise, int min, int max) {
        String value = find(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException wrong) {
            // Told below, with the bounds.
        }
        problems.add(name + " must be a whole number from " + min + " to " + max + ", was '" + value + "'");
        return otherwise;
    }

    /** A duration such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d} or {@code PT30S}, within bounds. */
    public Duration duration(String name, Duration otherwise, Duration min, Duration max) {
        String value = find(name);
        if (value == null) {
            return otherwise;
        }
        Duration duration = parse(value);
        if (duration != null && duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
            return duration;
        }
        problems.add(name + " must be a duration from " + show(min) + " to " + show(max)
                + " such as 500ms, 30s, 5m, 2h or 1d, was '" + value + "'");
        return otherwise;
    }

    /** Adds a problem that shows only when several settings are seen together. */
    public void problem(String text) {
        problems.add(text);
    }

    /**
     * Ends the reading.
     *
     * @throws IllegalStateException if anything was wrong; names every wrong setting
     */
    public void check() {
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    "Nightshift cannot start with these settings: " + String.join("; ", problems));
        }
    }

    private @Nullable String find(String name) {
        String value = properties.apply(name);
        if (value == null) {
            value = environment.apply(name.toUpperCase(Locale.ROOT).replace('.', '_'));
        }
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable Duration parse(String value) {
        Matcher matcher = SHORT_DURATION.matcher(value.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            try {
                return Duration.parse(value);
            } catch (DateTimeParseException wrong) {
                return null;
            }
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static String show(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.toSeconds() % 86_400 == 0 && !duration.isZero()) {
            return duration.toDays() + "d";
        }
        return duration.toSeconds() % 3600 == 0 && !duration.isZero()
                ? duration.toHours() + "h"
                : duration.toSeconds() + "s";
    }
}
