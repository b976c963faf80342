package io.nightshift.engine.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nightshift.api.handler.JobContext.LogLevel;
import io.nightshift.api.handler.Outcome;
import io.nightshift.engine.handler.Backoff;
import io.nightshift.engine.handler.RetryPolicy;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.store.port.Finished;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what a handler's answer means for its job, on whatever thread it came. Never blocks, never throws. */
public final class OutcomeInterpreter {

    private final StrictJson json;
    private final Backoff backoff;

    /** Decides with these. */
    public OutcomeInterpreter(StrictJson json, Backoff backoff) {
        this.json = json;
        this.backoff = backoff;
    }

    /** The handler answered; null is no answer. */
    public Disposition answered(Attempt attempt, RetryPolicy policy, @Nullable Outcome<?> outcome) {
        if (outcome == null) {
            return threw(attempt, policy, new IllegalStateException("The handler answered null instead of an Outcome"));
        }
        StopReason stop = attempt.stopReason();
        Disposition disposition;
        try {
            disposition = Disposition.of(outcome, result(outcome), stop, delay(attempt, policy));
        } catch (ResultException unfit) {
            return Disposition.forGood(String.valueOf(unfit.getMessage()), unfit.getCause());
        } catch (RuntimeException | Error broken) {
            // A result whose own code breaks while it is written.
            return threw(attempt, policy, broken);
        }
        if (outcome instanceof Outcome.Snooze<?> snooze
                && disposition instanceof Disposition.Write write
                && write.ending() instanceof Finished.Snoozed) {
            String reason = snooze.reason() == null ? "" : ": " + snooze.reason();
            attempt.log(LogLevel.INFO, "Snoozes for " + snooze.delay() + reason);
        }
        return disposition;
    }

    /** The handler, or its stage, failed. */
    public Disposition threw(Attempt attempt, RetryPolicy policy, Throwable thrown) {
        Throwable own = thrown;
        while (own instanceof CompletionException && own.getCause() != null) {
            own = own.getCause();
        }
        StopReason stop = attempt.stopReason();
        RetryPolicy.Meaning meaning = policy.meaning(own);
        if (meaning == RetryPolicy.Meaning.IGNORE && stop == StopReason.NONE) {
            Finished.Error error = FailureText.error(null, own);
            attempt.log(LogLevel.WARN, "Ignored: " + error.errorClass() + ": " + error.message());
        }
        return Disposition.of(own, meaning, stop, delay(attempt, policy));
    }

    /** It went on although it was told to stop, and is given up. */
    public Disposition ignoredItsStop(Attempt attempt, RetryPolicy policy, String how) {
        Exception ignored = new IllegalStateException(how);
        return Disposition.of(ignored, RetryPolicy.Meaning.RETRY, attempt.stopReason(), delay(attempt, policy));
    }

    private Supplier<Duration> delay(Attempt attempt, RetryPolicy policy) {
        return () -> policy.after(attempt.number(), backoff);
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
