package io.nightshift.api.handler;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, in the handler's own words.
 *
 * @param <R> the result's type
 */
public sealed interface Outcome<R> {

    /** The work is done, and this is its result; null for none. The result's JSON must not exceed the payload limit. */
    static <R> Outcome<R> success(@Nullable R result) {
        return new Success<>(result);
    }

    /** The work is done and has no result. */
    static <R> Outcome<R> success() {
        return new Success<>(null);
    }

    /** This attempt failed; try again after the usual backoff, if attempts are left. */
    static <R> Outcome<R> retry(String reason) {
        return new Retry<>(reason, null);
    }

    /** This attempt failed; try again after {@code delay}, if attempts are left. */
    static <R> Outcome<R> retry(String reason, Duration delay) {
        return new Retry<>(reason, delay);
    }

    /** Trying again is useless: the job is DEAD, whatever attempts are left. */
    static <R> Outcome<R> fail(String reason) {
        return new Fail<>(reason);
    }

    /** It is too early: call the handler again after {@code delay}. See {@link Snooze}. */
    static <R> Outcome<R> snooze(Duration delay) {
        return new Snooze<>(delay, null);
    }

    /** It is too early, for this reason: call the handler again after {@code delay}. See {@link Snooze}. */
    static <R> Outcome<R> snooze(Duration delay, String reason) {
        return new Snooze<>(delay, reason);
    }

    /**
     * Done.
     *
     * @param result what came of it; null for none
     */
    record Success<R>(@Nullable R result) implements Outcome<R> {}

    /**
     * Failed for now.
     *
     * @param reason what went wrong, for people
     * @param delay how long to wait before the next attempt; null for the usual backoff
     */
    record Retry<R>(String reason, @Nullable Duration delay) implements Outcome<R> {
        public Retry {
            Objects.requireNonNull(reason, "reason");
            if (delay != null && delay.isNegative()) {
                throw new IllegalArgumentException("A retry's delay must not be negative, was " + delay);
            }
        }
    }

    /**
     * Failed for good.
     *
     * @param reason what went wrong, for people
     */
    record Fail<R>(String reason) implements Outcome<R> {
        public Fail {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Nothing failed, but it is too early: the job is SCHEDULED and goes on after the delay with the same attempt, its
     * progress and its checkpoint. It may snooze as often as it likes. A request to cancel wins over it.
     *
     * @param delay zero to 30 days
     * @param reason what it waits for, for people who read the job's log; null for none
     */
    record Snooze<R>(Duration delay, @Nullable String reason) implements Outcome<R> {

        private static final Duration LONGEST = Duration.ofDays(30);

        public Snooze {
            if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("A job snoozes for zero to 30 days, not for " + delay);
            }
        }
    }
}
