package io.nightshift.engine.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nightshift.api.handler.JobContext.LogLevel;
import io.nightshift.api.handler.Outcome;
import io.nightshift.engine.handler.Backoff;
import io.nightshift.engine.handler.RetryPolicy;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.store.port.Finished;
import io.nightshift.store.text.Fitting;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says what a handler's answer means for its job, on whatever thread it came. Never throws, whatever the handler's own
 * classes do when they are asked for their texts; blocks as long as these do.
 */
public final class OutcomeInterpreter {

    private static final int MAX_WRAPPERS = 20;
    /** Before the next attempt, if the type's own delay cannot be found out. */
    private static final Duration DELAY = Duration.ofMinutes(1);

    /** The last resort, made beforehand: when it is needed, there may be no memory left to make one. */
    private static final Map<StopReason, Disposition> UNDESCRIBED = new EnumMap<>(StopReason.class);

    static {
        for (StopReason stop : StopReason.values()) {
            UNDESCRIBED.put(stop, Disposition.of(FailureText.UNDESCRIBED, DELAY, stop));
        }
    }

    private final StrictJson json;
    private final Backoff backoff;

    /** Decides with these. */
    public OutcomeInterpreter(StrictJson json, Backoff backoff) {
        this.json = json;
        this.backoff = backoff;
    }

    /** The handler, or its stage, answered; null and whatever else is no {@link Outcome} is no answer. */
    public Disposition answered(Attempt attempt, RetryPolicy policy, @Nullable Object answer) {
        try {
            if (answer instanceof Outcome<?> outcome) {
                return read(attempt, policy, outcome);
            }
            String what = answer == null ? "null" : "a " + answer.getClass().getName();
            return threw(
                    attempt,
                    policy,
                    new IllegalStateException("The handler answered " + what + " instead of an Outcome"));
        } catch (Throwable broken) {
            // A result whose own code breaks while it is written.
            return threw(attempt, policy, broken);
        }
    }

    /** The handler, or its stage, failed. */
    public Disposition threw(Attempt attempt, RetryPolicy policy, Throwable thrown) {
        try {
            Throwable own = unwrapped(thrown);
            StopReason stop = attempt.stopReason();
            RetryPolicy.Meaning meaning = policy.meaning(own);
            if (meaning == RetryPolicy.Meaning.IGNORE && stop == StopReason.NONE) {
                Finished.Error error = FailureText.error(null, own);
                attempt.log(LogLevel.WARN, "Ignored: " + error.errorClass() + ": " + error.message());
            }
            return Disposition.of(own, meaning, stop, delay(attempt, policy));
        } catch (Throwable undescribed) {
            return Objects.requireNonNull(UNDESCRIBED.get(attempt.stopReason()));
        }
    }

    /** It went on although it was told to stop, or its end takes too long, and it is given up. */
    public Disposition givenUp(Attempt attempt, RetryPolicy policy, String how) {
        return threw(attempt, policy, new IllegalStateException(how));
    }

    private Disposition read(Attempt attempt, RetryPolicy policy, Outcome<?> outcome) {
        StopReason stop = attempt.stopReason();
        String result;
        try {
            result = result(attempt, outcome);
        } catch (ResultException unfit) {
            return Disposition.forGood(String.valueOf(unfit.getMessage()), unfit.getCause());
        }
        Disposition disposition = Disposition.of(outcome, result, stop, delay(attempt, policy));
        if (outcome instanceof Outcome.Snooze<?> snooze
                && disposition instanceof Disposition.Write write
                && write.ending() instanceof Finished.Snoozed) {
            String reason = snooze.reason() == null ? "" : ": " + FailureText.message(snooze.reason());
            attempt.log(LogLevel.INFO, "Snoozes for " + snooze.delay() + reason);
        }
        return disposition;
    }

    /** What a stage's failure was wrapped in says nothing; its code is not ours either. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable own = thrown;
        for (int depth = 0; own instanceof CompletionException && depth < MAX_WRAPPERS; depth++) {
            Throwable cause = cause(own);
            if (cause == null) {
                break;
            }
            own = cause;
        }
        return own;
    }

    private static @Nullable Throwable cause(Throwable of) {
        try {
            return of.getCause();
        } catch (Throwable broken) {
            // Its trace will say that its cause could not be read.
            return null;
        }
    }

    private Supplier<Duration> delay(Attempt attempt, RetryPolicy policy) {
        return () -> {
            try {
                return policy.after(attempt.number(), backoff);
            } catch (RuntimeException | Error broken) {
                return DELAY;
            }
        };
    }

    private @Nullable String result(Attempt attempt, Outcome<?> outcome) throws ResultException {
        if (!(outcome instanceof Outcome.Success<?> success) || success.result() == null) {
            return null;
        }
        int max = json.limits().payloadBytes();
        String text;
        try {
            text = json.write(success.result(), max);
        } catch (JsonProcessingException unfit) {
            throw new ResultException("The result cannot be written as JSON", unfit);
        }
        if (text == null) {
            throw new ResultException(
                    "The result has more than " + max + " bytes in UTF-8, no more are kept; store it elsewhere", null);
        }
        // NUL is no matter here: JSON has it as an escape.
        String readable = Fitting.readable(text);
        if (!readable.equals(text)) {
            attempt.log(
                    LogLevel.WARN,
                    "The result held halves of surrogate pairs, which no database keeps; U+FFFD stands in their places");
        }
        return readable;
    }

    private static final class ResultException extends Exception {

        private static final long serialVersionUID = 1L;

        ResultException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
