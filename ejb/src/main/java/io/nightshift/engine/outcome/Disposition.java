package io.nightshift.engine.outcome;

import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.engine.handler.RetryPolicy;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.Finished.Ending;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What becomes of an attempt. */
public sealed interface Disposition {

    /** It ended: write that down. */
    record Write(Ending ending) implements Disposition {}

    /** It stopped for this node's sake: it goes back to its queue, no attempt spent. */
    record GiveBack() implements Disposition {}

    /** Its claim is lost and it has nothing to show: somebody else runs it. */
    record Drop() implements Disposition {}

    /** Its handler has returned a stage: there is nothing to decide until that completes. */
    record Await(CompletionStage<? extends @Nullable Object> stage, Runnable release) implements Disposition {}

    /** The handler answered. */
    static Disposition of(Outcome<?> outcome, @Nullable String result, StopReason stop, Supplier<Duration> delay) {
        if (outcome instanceof Outcome.Success && stop != StopReason.TIMEOUT && stop != StopReason.LIMIT) {
            // Done is done, also if somebody wanted it to stop meanwhile.
            return new Write(new Finished.Succeeded(result));
        }
        if (outcome instanceof Outcome.Snooze<?> snooze && (stop == StopReason.NONE || stop == StopReason.SHUTDOWN)) {
            return new Write(new Finished.Snoozed(snooze.delay()));
        }
        if (outcome instanceof Outcome.Snooze<?> snooze && stop != StopReason.TIMEOUT) {
            return failed(
                    FailureText.error(snooze.reason() == null ? "It snoozed" : snooze.reason()),
                    Duration.ZERO,
                    false,
                    stop);
        }
        if (outcome instanceof Outcome.Retry<?> retry) {
            Duration asked = retry.delay() == null ? delay.get() : retry.delay();
            return failed(FailureText.error(retry.reason()), asked, false, stop);
        }
        if (outcome instanceof Outcome.Fail<?> fail) {
            return failed(FailureText.error(fail.reason()), Duration.ZERO, true, stop);
        }
        return failed(FailureText.error("It ended after it was to be stopped"), delay.get(), false, stop);
    }

    /** The handler threw, and its author has said what that means. */
    static Disposition of(Throwable thrown, RetryPolicy.Meaning meaning, StopReason stop, Supplier<Duration> delay) {
        if (meaning == RetryPolicy.Meaning.IGNORE && stop == StopReason.NONE) {
            return new Write(new Finished.Succeeded(null));
        }
        return failed(FailureText.error(null, thrown), delay.get(), meaning == RetryPolicy.Meaning.FAIL, stop);
    }

    /** It failed, and this is what is known of it. */
    static Disposition of(Finished.Error error, Duration delay, StopReason stop) {
        return failed(error, delay, false, stop);
    }

    /** It cannot be run, ever. */
    static Disposition forGood(String message, @Nullable Throwable cause) {
        Finished.Error error = cause == null ? FailureText.error(message) : FailureText.error(message, cause);
        return new Write(new Finished.Failed(Kind.FAILED, error, Duration.ZERO, true));
    }

    /** No attempt is left time for, whatever the handler says. */
    private static Finished.Error limit(Finished.Error error) {
        String own = error.message() == null ? "" : ": " + error.message();
        return new Finished.Error(
                error.errorClass(), FailureText.message("The job's time limit was over" + own), error.stackTrace());
    }

    private static Disposition failed(Finished.Error error, Duration delay, boolean forGood, StopReason stop) {
        return switch (stop) {
            case NONE -> new Write(new Finished.Failed(Kind.FAILED, error, delay, forGood));
            case TIMEOUT -> new Write(new Finished.Failed(Kind.TIMED_OUT, error, delay, false));
            case LIMIT -> new Write(new Finished.Failed(Kind.TIMED_OUT, limit(error), Duration.ZERO, true));
            // Whoever cancels does not want another attempt, whichever way the handler came out.
            case CANCEL -> new Write(new Finished.Cancelled(error));
            case SHUTDOWN -> new GiveBack();
            case LOST -> new Drop();
        };
    }
}
