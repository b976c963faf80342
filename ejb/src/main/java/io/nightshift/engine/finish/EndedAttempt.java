package io.nightshift.engine.finish;

import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.engine.run.Run;
import io.nightshift.store.port.Finished;
import java.time.Duration;

/** A run that ended and is to be written down. */
record EndedAttempt(Run run, Finished.Ending ending, long ranNanos, long endedAt) {

    Finished finished(String node, long now) {
        return new Finished(
                run.claimId(),
                run.job().id(),
                run.job().attempt(),
                run.job().maxAttempts(),
                Duration.ofNanos(ranNanos),
                Duration.ofNanos(Math.max(0, now - endedAt)),
                node,
                ending,
                run.job().keyed());
    }

    EndedAttempt with(Finished.Ending other) {
        return new EndedAttempt(run, other, ranNanos, endedAt);
    }

    /** Whether nothing ended: the job goes on later with the same attempt. */
    boolean snoozed() {
        return ending instanceof Finished.Snoozed;
    }

    /** The word for the statistics. */
    String result() {
        if (ending instanceof Finished.Failed failed) {
            return failed.forGood() || run.job().attempt() >= run.job().maxAttempts() ? "DEAD" : "FAILED";
        }
        if (ending instanceof Finished.Succeeded) {
            return "SUCCEEDED";
        }
        if (snoozed()) {
            return "SNOOZED";
        }
        return ending instanceof Finished.Cancelled ? "CANCELLED" : "EXPIRED";
    }

    /** The word for the log. */
    String how() {
        return ending instanceof Finished.Failed failed && failed.kind() == Kind.TIMED_OUT
                ? result() + " (timed out)"
                : result();
    }
}
