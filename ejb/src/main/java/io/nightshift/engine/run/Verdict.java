package io.nightshift.engine.run;

import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.store.job.Finished;
import io.nightshift.store.job.Finished.Ending;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What becomes of an attempt. */
sealed interface Verdict {

    /** It ended: write that down. */
    record Write(Ending ending) implements Verdict {}

    /** It stopped for this node's sake: it goes back to its queue, no attempt spent. */
    record GiveBack() implements Verdict {}

    /** Its claim is lost and it has nothing to show: somebody else runs it. */
    record Drop() implements Verdict {}

    /** Its handler has returned a stage: there is nothing to decide until that completes. */
    record Fly(CompletionStage<? extends @Nullable Object> stage, Runnable release) implements Verdict {}

    /** The handler answered. */
    static Verdict of(Outcome<?> outcome, @Nullable String result, Run.Stop stop, Supplier<Duration> delay) {
        if (outcome instanceof Outcome.Success && stop != Run.Stop.TIMEOUT && stop != Run.Stop.LIMIT) {
            // Done is done, also if somebody wanted it to stop meanwhile.
            return new Write(new Finished.Succeeded(result));
        }
        if (outcome instanceof Outcome.Snooze<?> snooze && (stop == Run.Stop.NONE || stop == Run.Stop.SHUTDOWN)) {
            return new Write(new Finished.Snoozed(snooze.delay()));
        }
        if (outcome instanceof Outcome.Snooze<?> snooze && stop != Run.Stop.TIMEOUT) {
            return failed(
                    Texts.error(snooze.reason() == null ? "It snoozed" : snooze.reason()), Duration.ZERO, false, stop);
        }
        if (outcome instanceof Outcome.Retry<?> retry) {
            Duration asked = retry.delay() == null ? delay.get() : retry.delay();
            return failed(Texts.error(retry.reason()), asked, false, stop);
        }
        if (outcome instanceof Outcome.Fail<?> fail) {
            return failed(Texts.error(fail.reason()), Duration.ZERO, true, stop);
        }
        return failed(Texts.error("It ended after it was to be stopped"), delay.get(), false, stop);
    }

    /** The handler threw, and its author has said what that means. */
    static Verdict of(Throwable thrown, RetryPolicy.Meaning meaning, Run.Stop stop, Supplier<Duration> delay) {
        if (meaning == RetryPolicy.Meaning.IGNORE && stop == Run.Stop.NONE) {
            return new Write(new Finished.Succeeded(null));
        }
        return failed(Texts.error(null, thrown), delay.get(), meaning == RetryPolicy.Meaning.FAIL, stop);
    }

    /** It cannot be run, ever. */
    static Verdict forGood(String message, @Nullable Throwable cause) {
        Finished.Error error = cause == null ? Texts.error(message) : Texts.error(message, cause);
        return new Write(new Finished.Failed(Kind.FAILED, error, Duration.ZERO, true));
    }

    /** No attempt is left time for, whatever the handler says. */
    private static Finished.Error limit(Finished.Error error) {
        String own = error.message() == null ? "" : ": " + error.message();
        return new Finished.Error(
                error.errorClass(), Texts.message("The job's time limit was over" + own), error.stackTrace());
    }

    private static Verdict failed(Finished.Error error, Duration delay, boolean forGood, Run.Stop stop) {
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
