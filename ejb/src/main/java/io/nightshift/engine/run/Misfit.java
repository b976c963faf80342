package io.nightshift.engine.run;

import io.nightshift.api.handler.JobContext.LogLevel;
import io.nightshift.api.handler.Outcome;
import io.nightshift.engine.json.ArgsReader;
import io.nightshift.engine.outcome.Disposition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What becomes of a job whose stored arguments do not fit its type: they did when it was submitted, so the type was
 * changed. It waits for a release that they fit, without spending an attempt.
 */
final class Misfit {

    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    /** Which part of its age it waits: so a job looks often after a mishap, and a backlog costs little after days. */
    private static final int PART = 8;

    private Misfit() {}

    /** It waits, and says so in its log. */
    static Disposition waits(Run run, ArgsReader.ArgsException unfit, Instant now) {
        Duration delay = delay(Duration.between(run.job().id().time(), now));
        run.log(
                LogLevel.WARN,
                unfit.getMessage() + ". No attempt is spent: it waits for a release that they fit, and looks again in "
                        + delay.toSeconds() + " s");
        return Disposition.of(Outcome.snooze(delay), null, run.stopReason(), () -> delay);
    }

    /** It runs without some of its arguments, and says so in its log. */
    static void leftOut(Run run, List<String> fields) {
        run.log(
                LogLevel.WARN,
                "The job type does not know any more, so these were left out: " + String.join(", ", fields));
    }

    private static Duration delay(Duration age) {
        Duration part = age.dividedBy(PART);
        return part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(LONGEST) > 0 ? LONGEST : part;
    }
}
