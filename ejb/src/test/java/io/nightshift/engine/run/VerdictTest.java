package io.nightshift.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.engine.config.EngineConfig.Retry;
import io.nightshift.engine.run.Run.Stop;
import io.nightshift.store.job.Finished;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private final Backoff backoff = new Backoff(new Retry(Duration.ofSeconds(2), Duration.ofHours(1)), new Random(7));

    @Test
    void keepsSuccessWhateverWasAskedExceptAfterTheTimeout() {
        for (Stop stop : new Stop[] {Stop.NONE, Stop.CANCEL, Stop.SHUTDOWN, Stop.LOST}) {
            assertThat(Verdict.of(Outcome.success("r"), "\"r\"", stop, () -> backoff.after(1)))
                    .isEqualTo(new Verdict.Write(new Finished.Succeeded("\"r\"")));
        }
        assertThat(ending(Verdict.of(Outcome.success(), null, Stop.TIMEOUT, () -> backoff.after(1))))
                .isInstanceOfSatisfying(
                        Finished.Failed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.TIMED_OUT));
    }

    @Test
    void leavesNoAttemptAfterTheTimeLimitWhateverTheHandlerSays() {
        for (Verdict verdict : List.of(
                Verdict.of(Outcome.success(), null, Stop.LIMIT, () -> backoff.after(1)),
                Verdict.of(Outcome.retry("busy"), null, Stop.LIMIT, () -> backoff.after(1)),
                Verdict.of(Outcome.snooze(Duration.ofSeconds(1)), null, Stop.LIMIT, () -> backoff.after(1)),
                Verdict.of(
                        new InterruptedException(), RetryPolicy.Meaning.IGNORE, Stop.LIMIT, () -> backoff.after(1)))) {
            assertThat(ending(verdict)).isInstanceOfSatisfying(Finished.Failed.class, failed -> {
                assertThat(failed.kind()).isEqualTo(Kind.TIMED_OUT);
                assertThat(failed.forGood()).isTrue();
                assertThat(failed.error().message()).startsWith("The job's time limit was over");
            });
        }
    }

    @Test
    void takesTheHandlersOwnDelay() {
        Outcome<Void> retry = Outcome.retry("busy", Duration.ofMinutes(3));

        assertThat(ending(Verdict.of(retry, null, Stop.NONE, () -> backoff.after(1))))
                .isInstanceOfSatisfying(
                        Finished.Failed.class,
                        failed -> assertThat(failed.retryIn()).hasMinutes(3));
    }

    @Test
    void countsAnythingButSuccessAsCancelledAfterACancel() {
        assertThat(ending(Verdict.of(
                        new InterruptedException(), RetryPolicy.Meaning.RETRY, Stop.CANCEL, () -> backoff.after(1))))
                .isInstanceOf(Finished.Cancelled.class);
        assertThat(ending(Verdict.of(Outcome.retry("later"), null, Stop.CANCEL, () -> backoff.after(1))))
                .isInstanceOf(Finished.Cancelled.class);
    }

    @Test
    void snoozesUnlessSomebodyCancelledOrItsTimeIsOver() {
        Outcome<Void> snooze = Outcome.snooze(Duration.ofMinutes(3), "early");

        assertThat(ending(Verdict.of(snooze, null, Stop.NONE, () -> backoff.after(1))))
                .isEqualTo(new Finished.Snoozed(Duration.ofMinutes(3)));
        assertThat(ending(Verdict.of(snooze, null, Stop.SHUTDOWN, () -> backoff.after(1))))
                .isEqualTo(new Finished.Snoozed(Duration.ofMinutes(3)));
        assertThat(ending(Verdict.of(snooze, null, Stop.CANCEL, () -> backoff.after(1))))
                .isInstanceOf(Finished.Cancelled.class);
        assertThat(ending(Verdict.of(snooze, null, Stop.TIMEOUT, () -> backoff.after(1))))
                .isInstanceOfSatisfying(
                        Finished.Failed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.TIMED_OUT));
        assertThat(Verdict.of(snooze, null, Stop.LOST, () -> backoff.after(1))).isInstanceOf(Verdict.Drop.class);
    }

    @Test
    void snoozesForZeroToThirtyDays() {
        assertThat(Outcome.snooze(Duration.ZERO)).isInstanceOf(Outcome.Snooze.class);
        assertThat(Outcome.snooze(Duration.ofDays(30))).isInstanceOf(Outcome.Snooze.class);
        assertThatThrownBy(() -> Outcome.snooze(Duration.ofMillis(-1))).hasMessageContaining("zero to 30 days");
        assertThatThrownBy(() -> Outcome.snooze(Duration.ofDays(31))).hasMessageContaining("zero to 30 days");
    }

    /** What a handler throws after it was told to stop may come of just that. */
    @Test
    void ignoresNothingAfterARequestToStop() {
        Exception closed = new java.nio.channels.ClosedByInterruptException();

        assertThat(ending(Verdict.of(closed, RetryPolicy.Meaning.IGNORE, Stop.NONE, () -> backoff.after(1))))
                .isEqualTo(new Finished.Succeeded(null));
        assertThat(ending(Verdict.of(closed, RetryPolicy.Meaning.IGNORE, Stop.CANCEL, () -> backoff.after(1))))
                .isInstanceOf(Finished.Cancelled.class);
        assertThat(ending(Verdict.of(closed, RetryPolicy.Meaning.IGNORE, Stop.TIMEOUT, () -> backoff.after(1))))
                .isInstanceOf(Finished.Failed.class);
        assertThat(Verdict.of(closed, RetryPolicy.Meaning.IGNORE, Stop.SHUTDOWN, () -> backoff.after(1)))
                .isInstanceOf(Verdict.GiveBack.class);
    }

    @Test
    void givesBackWhatStoppedForTheShutdown() {
        assertThat(Verdict.of(
                        new InterruptedException(), RetryPolicy.Meaning.RETRY, Stop.SHUTDOWN, () -> backoff.after(1)))
                .isInstanceOf(Verdict.GiveBack.class);
    }

    @Test
    void dropsWhatStoppedBecauseItsClaimWasLost() {
        assertThat(Verdict.of(new InterruptedException(), RetryPolicy.Meaning.RETRY, Stop.LOST, () -> backoff.after(1)))
                .isInstanceOf(Verdict.Drop.class);
    }

    private static Finished.Ending ending(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Write.class);
        return ((Verdict.Write) verdict).ending();
    }
}
