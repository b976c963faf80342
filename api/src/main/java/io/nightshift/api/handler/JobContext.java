package io.nightshift.api.handler;

import io.nightshift.api.job.JobId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job, as its handler sees it. Safe to use from several threads while the handler runs; after it has
 * returned (or the stage of an {@link AsyncJobHandler} has completed), reports are ignored.
 */
public interface JobContext {

    /** The job's id: the same in every attempt, so a stable key for effects outside. */
    JobId id();

    /** The job's type. */
    String type();

    /** The number of this attempt, from 1. */
    int attempt();

    /**
     * When this attempt is stopped for taking too long, by this node's clock: the earlier of its timeout and the job's time
     * limit; empty if it has neither.
     */
    Optional<Instant> deadline();

    /**
     * Tells whether the handler should stop: somebody cancelled the job, its deadline passed, its node is shutting down
     * or its claim was lost. Cheap; ask it in every loop.
     */
    boolean cancelled();

    /**
     * Stops the handler if it should stop.
     *
     * @throws JobCancelledException if {@link #cancelled()}
     */
    void checkCancelled();

    /**
     * Reports how far the work is. Stored at most once a second, the last report wins; so it may be called in a tight
     * loop.
     *
     * @param done units finished, 0 or more
     * @param total units in all; 0 if not known
     * @param note what is being done, for people; cut at 500 characters; null for none
     */
    void progress(long done, long total, @Nullable String note);

    /**
     * Writes a line into the job's own log, which the console shows. Stored in the background, at most about a second
     * later. A line is cut at 2,000 characters, a job keeps at most 10,000 lines.
     */
    void log(LogLevel level, String message);

    /**
     * What the last {@link #checkpoint(String)} of this job stored, in this attempt or an earlier one; empty if there
     * was none.
     */
    Optional<String> checkpoint();

    /**
     * Stores a small state from which the next attempt can go on. It is durable when this method returns; if a JTA
     * transaction is active on this thread it is part of that transaction instead, so the work and the mark of how far
     * it is come about together.
     *
     * @param state at most 64 KiB in UTF-8
     * @throws JobCancelledException if the claim was lost, so that a late checkpoint cannot overtake a newer attempt's
     * @throws IllegalArgumentException if {@code state} is too large, or holds NUL or half a surrogate pair, which no
     *     database keeps
     */
    void checkpoint(String state);

    /** Weight of a line in a job's log. */
    enum LogLevel {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }
}
