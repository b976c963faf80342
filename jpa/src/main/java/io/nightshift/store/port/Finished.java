package io.nightshift.store.port;

import io.nightshift.api.job.AttemptError;
import io.nightshift.api.job.JobId;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that ended on a node and is to be written down.
 *
 * @param claimId the claim it was taken in
 * @param id the job
 * @param attempt the attempt that ended
 * @param maxAttempts of the job
 * @param ran how long the handler ran
 * @param ago how long ago it ended: the database subtracts it from its own clock
 * @param node name of the node
 * @param ending how it ended
 * @param keyed whether the job holds a key, as its claim said
 */
public record Finished(
        UUID claimId,
        JobId id,
        int attempt,
        int maxAttempts,
        Duration ran,
        Duration ago,
        String node,
        Ending ending,
        boolean keyed) {

    /** How an attempt ended. */
    public sealed interface Ending {}

    /**
     * The job is done.
     *
     * @param result JSON; null for none
     */
    public record Succeeded(@Nullable String result) implements Ending {}

    /**
     * The attempt failed: the job is tried again if attempts are left, else it is DEAD.
     *
     * @param kind FAILED or TIMED_OUT
     * @param error what happened
     * @param retryIn the delay before the next attempt
     * @param forGood true if no further attempt must be made
     */
    public record Failed(AttemptError.Kind kind, Error error, Duration retryIn, boolean forGood) implements Ending {}

    /**
     * The handler stopped because somebody had asked for it: the job is CANCELLED.
     *
     * @param error where it stopped; null if unknown
     */
    public record Cancelled(@Nullable Error error) implements Ending {}

    /**
     * It was too early: the same attempt goes on later, as if the job had been scheduled. A request to cancel wins.
     *
     * @param delay until then
     */
    public record Snoozed(Duration delay) implements Ending {}

    /** The job's latest start had passed before its first attempt could start: it is EXPIRED. */
    public record Expired() implements Ending {}

    /**
     * What happened, cut to the limits of {@link AttemptError}.
     *
     * @param errorClass class of the exception; null if there was none
     * @param message for people
     * @param stackTrace null if there was none
     */
    public record Error(
            @Nullable String errorClass,
            @Nullable String message,
            @Nullable String stackTrace) {}
}
