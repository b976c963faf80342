package io.nightshift.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nightshift.api.handler.JobContext.LogLevel;
import io.nightshift.api.handler.Outcome;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.store.job.Finished;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what a handler's answer means for its job, on whatever thread it came. Never blocks, never throws. */
final class Judge {

    private final StrictJson json;
    private final Backoff backoff;

    Judge(StrictJson json, Backoff backoff) {
        this.json = json;
        this.backoff = backoff;
    }

    /** The handler answered; null is no answer. */
    Verdict answered(Run run, RetryPolicy policy, @Nullable Outcome<?> outcome) {
        if (outcome == null) {
            return threw(run, policy, new IllegalStateException("The handler answered null instead of an Outcome"));
        }
        Run.Stop stop = run.stopReason();
        Verdict verdict;
        try {
            verdict = Verdict.of(outcome, result(outcome), stop, delay(run, policy));
        } catch (ResultException unfit) {
            return Verdict.forGood(String.valueOf(unfit.getMessage()), unfit.getCause());
        } catch (RuntimeException | Error broken) {
            // A result whose own code breaks while it is written.
            return threw(run, policy, broken);
        }
        if (outcome instanceof Outcome.Snooze<?> snooze
                && verdict instanceof Verdict.Write write
                && write.ending() instanceof Finished.Snoozed) {
            String reason = snooze.reason() == null ? "" : ": " + snooze.reason();
            run.reports().log(LogLevel.INFO, "Snoozes for " + snooze.delay() + reason);
        }
        return verdict;
    }

    /** The handler, or its stage, failed. */
    Verdict threw(Run run, RetryPolicy policy, Throwable thrown) {
        Throwable own = thrown;
        while (own instanceof CompletionException && own.getCause() != null) {
            own = own.getCause();
        }
        Run.Stop stop = run.stopReason();
        RetryPolicy.Meaning meaning = policy.meaning(own);
        if (meaning == RetryPolicy.Meaning.IGNORE && stop == Run.Stop.NONE) {
            Finished.Error error = Texts.error(null, own);
            run.reports().log(LogLevel.WARN, "Ignored: " + error.errorClass() + ": " + error.message());
        }
        return Verdict.of(own, meaning, stop, delay(run, policy));
    }

    /** It went on although it was told to stop, and is given up. */
    Verdict ignoredItsStop(Run run, RetryPolicy policy, String how) {
        Exception ignored = new IllegalStateException(how);
        return Verdict.of(ignored, RetryPolicy.Meaning.RETRY, run.stopReason(), delay(run, policy));
    }

    private Supplier<Duration> delay(Run run, RetryPolicy policy) {
        return () -> policy.after(run.job().attempt(), backoff);
    }

    private @Nullable String result(Outcome<?> outcome) throws ResultException {
        if (!(outcome instanceof Outcome.Success<?> success) || success.result() == null) {
            return null;
        }
        String text;
        try {
            text = json.write(success.result());
        } catch (JsonProcessingException unfit) {
            throw new ResultException("The result cannot be written as JSON", unfit);
        }
        long bytes = StrictJson.bytes(text);
        int max = json.limits().payloadBytes();
        if (bytes > max) {
            throw new ResultException(
                    "The result has " + bytes + " bytes in UTF-8, at most " + max + " are kept; store it elsewhere",
                    null);
        }
        return text;
    }

    private static final class ResultException extends Exception {

        private static final long serialVersionUID = 1L;

        ResultException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
