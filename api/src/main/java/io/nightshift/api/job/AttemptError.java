package io.nightshift.api.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that did not succeed.
 *
 * @param attempt its number, from 1
 * @param kind why it ended
 * @param errorClass class of the exception; null if no exception was involved
 * @param message what went wrong; at most 2,000 characters
 * @param stackTrace the trace, cut at 16,000 characters; null if there was none
 * @param startedAt when the handler was called; null if it never was
 * @param finishedAt when the attempt ended
 * @param node name of the node that ran it
 */
public record AttemptError(
        int attempt,
        Kind kind,
        @Nullable String errorClass,
        @Nullable String message,
        @Nullable String stackTrace,
        @Nullable Instant startedAt,
        Instant finishedAt,
        String node) {

    /** Why an attempt ended without success. */
    public enum Kind {
        /** The handler threw, or answered with a retry or a failure. */
        FAILED,
        /** The handler ran longer than the job's timeout. */
        TIMED_OUT,
        /** The handler stopped because somebody had asked for it. */
        CANCELLED,
        /** The node running it went away. */
        LOST
    }
}
