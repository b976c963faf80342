package io.nightshift.engine.run;

import io.nightshift.api.handler.Handles;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;

/**
 * What a handler's author says about failed attempts.
 *
 * @param delays before the second attempt, the third, and so on; the last for all others; empty for the backoff of the node
 * @param failOn what ends the job at once
 */
public record RetryPolicy(List<Duration> delays, List<Class<? extends Throwable>> failOn) {

    /** Says nothing: backoff, and every exception is tried again. */
    static final RetryPolicy SILENT = new RetryPolicy(List.of(), List.of());

    private static final Duration LONGEST = Duration.ofDays(30);

    /**
     * Reads what a handler says.
     *
     * @throws IllegalArgumentException if a delay is none or out of bounds; the message is for the handler's author
     */
    static RetryPolicy of(Handles handles) {
        return new RetryPolicy(
                Arrays.stream(handles.retryDelays()).map(RetryPolicy::delay).toList(), List.of(handles.failOn()));
    }

    private static Duration delay(String text) {
        Duration delay;
        try {
            delay = Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("retryDelays: '" + text + "' is no duration such as PT30S", e);
        }
        if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("retryDelays: " + text + " must be PT0S to P30D");
        }
        return delay;
    }

    /** The delay after this attempt failed. */
    Duration after(int attempt, Backoff backoff) {
        return delays.isEmpty() ? backoff.after(attempt) : delays.get(Math.min(attempt, delays.size()) - 1);
    }

    /** Whether another attempt would be in vain. */
    boolean givesUp(Throwable thrown) {
        return failOn.stream().anyMatch(type -> type.isInstance(thrown));
    }
}
