package io.nightshift.engine.handler;

import io.nightshift.api.handler.Handles;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a handler's author says about failed attempts.
 *
 * @param delays before the second attempt, the third, and so on; the last for all others; empty for doubled delays
 * @param base of doubled delays; null for the node's
 * @param max of doubled delays; null for the node's
 * @param jitter the random share of a delay, 0 to 1
 * @param failOn what ends the job at once
 * @param ignore what counts as success
 */
public record RetryPolicy(
        List<Duration> delays,
        @Nullable Duration base,
        @Nullable Duration max,
        double jitter,
        Set<Class<? extends Throwable>> failOn,
        Set<Class<? extends Throwable>> ignore) {

    /** Says nothing: the node's backoff, and every exception is tried again. */
    public static final RetryPolicy SILENT = new RetryPolicy(List.of(), null, null, 1, Set.of(), Set.of());

    private static final Duration SHORTEST_BASE = Duration.ofMillis(1);
    private static final Duration LONGEST_BASE = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    /** What an exception means. */
    public enum Meaning {
        /** The attempt failed. */
        RETRY,
        /** The attempt failed, and any other would. */
        FAIL,
        /** It does not matter. */
        IGNORE
    }

    /**
     * Reads what a handler says.
     *
     * @throws IllegalArgumentException if something is out of bounds or contradicts itself; the message is for the
     *     handler's author
     */
    static RetryPolicy of(Handles handles) {
        List<Duration> delays = Arrays.stream(handles.retryDelays())
                .map(text -> delay("retryDelays", text, Duration.ZERO, LONGEST))
                .toList();
        Duration base = optional("backoffBase", handles.backoffBase(), SHORTEST_BASE, LONGEST_BASE);
        Duration max = optional("backoffMax", handles.backoffMax(), base == null ? SHORTEST_BASE : base, LONGEST);
        if (!delays.isEmpty() && (base != null || max != null)) {
            throw new IllegalArgumentException(
                    "retryDelays lists the delays, backoffBase and backoffMax double them: give one or the other");
        }
        Set<Class<? extends Throwable>> failOn = Set.copyOf(Arrays.asList(handles.failOn()));
        Set<Class<? extends Throwable>> ignore = Set.copyOf(Arrays.asList(handles.ignore()));
        ignore.stream().filter(failOn::contains).findFirst().ifPresent(both -> {
            throw new IllegalArgumentException(both.getName() + " is in failOn and in ignore: it can mean one only");
        });
        return new RetryPolicy(delays, base, max, jitter(handles.jitter(), delays), failOn, ignore);
    }

    private static double jitter(double said, List<Duration> delays) {
        if (said == -1) {
            return delays.isEmpty() ? 1 : 0;
        }
        if (said >= 0 && said <= 1) {
            return said;
        }
        throw new IllegalArgumentException("jitter must be 0 (nothing is random) to 1 (all is), was " + said);
    }

    private static @Nullable Duration optional(String name, String text, Duration min, Duration max) {
        return text.isEmpty() ? null : delay(name, text, min, max);
    }

    private static Duration delay(String name, String text, Duration min, Duration max) {
        Duration delay;
        try {
            delay = Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + ": '" + text + "' is no duration such as PT30S", e);
        }
        if (delay.compareTo(min) < 0 || delay.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + ": " + text + " must be " + min + " to P" + max.toDays() + "D");
        }
        return delay;
    }

    /** The delay after this attempt failed. */
    public Duration after(int attempt, Backoff backoff) {
        return delays.isEmpty()
                ? backoff.after(attempt, base, max, jitter)
                : backoff.spread(delays.get(Math.min(attempt, delays.size()) - 1), jitter);
    }

    /** What the most specific class that the policy names says of an exception. */
    public Meaning meaning(Throwable thrown) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (failOn.contains(type)) {
                return Meaning.FAIL;
            }
            if (ignore.contains(type)) {
                return Meaning.IGNORE;
            }
        }
        return Meaning.RETRY;
    }
}
