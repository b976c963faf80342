package io.nightshift.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.engine.config.EngineConfig.Retry;
import io.nightshift.engine.handler.Backoff;
import io.nightshift.engine.handler.RetryPolicy;
import io.nightshift.store.port.Finished;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DispositionTest {

    private final Backoff backoff = new Backoff(new Retry(Duration.ofSeconds(2), Duration.ofHours(1)), new Random(7));

    @Test
    void keepsSuccessWhateverWasAskedExceptAfterTheTimeout() {
        for (StopReason stop :
                new StopReason[] {StopReason.NONE, StopReason.CANCEL, StopReason.SHUTDOWN, StopReason.LOST}) {
            assertThat(Disposition.of(Outcome.success("r"), "\"r\"", stop, () -> backoff.after(1)))
                    .isEqualTo(new Disposition.Write(new Finished.Succeeded("\"r\"")));
        }
        assertThat(ending(Disposition.of(Outcome.success(), null, StopReason.TIMEOUT, () -> backoff.after(1))))
                .isInstanceOfSatisfying(
                        Finished.Failed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.TIMED_OUT));
    }

    @Test
    void leavesNoAttemptAfterTheTimeLimitWhateverTheHandlerSays() {
        for (Disposition disposition : List.of(
                Disposition.of(Outcome.success(), null, StopReason.LIMIT, () -> backoff.after(1)),
                Disposition.of(Outcome.retry("busy"), null, StopReason.LIMIT, () -> backoff.after(1)),
                Disposition.of(Outcome.snooze(Duration.ofSeconds(1)), null, StopReason.LIMIT, () -> backoff.after(1)),
                Disposition.of(
                        new InterruptedException(),
                        RetryPolicy.Meaning.IGNORE,
                        StopReason.LIMIT,
                        () -> backoff.after(1)))) {
            assertThat(ending(disposition)).isInstanceOfSatisfying(Finished.Failed.class, failed -> {
                assertThat(failed.kind()).isEqualTo(Kind.TIMED_OUT);
                assertThat(failed.forGood()).isTrue();
                assertThat(failed.error().message()).startsWith("The job's time limit was over");
            });
        }
    }

    @Test
    void takesTheHandlersOwnDelay() {
        Outcome<Void> retry = Outcome.retry("busy", Duration.ofMinutes(3));

        assertThat(ending(Disposition.of(retry, null, StopReason.NONE, () -> backoff.after(1))))
                .isInstanceOfSatisfying(
                        Finished.Failed.class,
                        failed -> assertThat(failed.retryIn()).hasMinutes(3));
    }

    @Test
    void countsAnythingButSuccessAsCancelledAfterACancel() {
        assertThat(ending(Disposition.of(
                        new InterruptedException(),
                        RetryPolicy.Meaning.RETRY,
                        StopReason.CANCEL,
                        () -> backoff.after(1))))
                .isInstanceOf(Finished.Cancelled.class);
        assertThat(ending(Disposition.of(Outcome.retry("later"), null, StopReason.CANCEL, () -> backoff.after(1))))
                .isInstanceOf(Finished.Cancelled.class);
    }

    @Test
    void snoozesUnlessSomebodyCancelledOrItsTimeIsOver() {
        Outcome<Void> snooze = Outcome.snooze(Duration.ofMinutes(3), "early");

        assertThat(ending(Disposition.of(snooze, null, StopReason.NONE, () -> backoff.after(1))))
                .isEqualTo(new Finished.Snoozed(Duration.ofMinutes(3)));
        assertThat(ending(Disposition.of(snooze, null, StopReason.SHUTDOWN, () -> backoff.after(1))))
                .isEqualTo(new Finished.Snoozed(Duration.ofMinutes(3)));
        assertThat(ending(Disposition.of(snooze, null, StopReason.CANCEL, () -> backoff.after(1))))
                .isInstanceOf(Finished.Cancelled.class);
        assertThat(ending(Disposition.of(snooze, null, StopReason.TIMEOUT, () -> backoff.after(1))))
                .isInstanceOfSatisfying(
                        Finished.Failed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(Kind.TIMED_OUT));
        assertThat(Disposition.of(snooze, null, StopReason.LOST, () -> backoff.after(1)))
                .isInstanceOf(Disposition.Drop.class);
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

        assertThat(ending(Disposition.of(closed, RetryPolicy.Meaning.IGNORE, StopReason.NONE, () -> backoff.after(1))))
                .isEqualTo(new Finished.Succeeded(null));
        assertThat(ending(
                        Disposition.of(closed, RetryPolicy.Meaning.IGNORE, StopReason.CANCEL, () -> backoff.after(1))))
                .isInstanceOf(Finished.Cancelled.class);
        assertThat(ending(
                        Disposition.of(closed, RetryPolicy.Meaning.IGNORE, StopReason.TIMEOUT, () -> backoff.after(1))))
                .isInstanceOf(Finished.Failed.class);
        assertThat(Disposition.of(closed, RetryPolicy.Meaning.IGNORE, StopReason.SHUTDOWN, () -> backoff.after(1)))
                .isInstanceOf(Disposition.GiveBack.class);
    }

    @Test
    void givesBackWhatStoppedForTheShutdown() {
        assertThat(Disposition.of(
                        new InterruptedException(),
                        RetryPolicy.Meaning.RETRY,
                        StopReason.SHUTDOWN,
                        () -> backoff.after(1)))
                .isInstanceOf(Disposition.GiveBack.class);
    }

    @Test
    void dropsWhatStoppedBecauseItsClaimWasLost() {
        assertThat(Disposition.of(
                        new InterruptedException(), RetryPolicy.Meaning.RETRY, StopReason.LOST, () -> backoff.after(1)))
                .isInstanceOf(Disposition.Drop.class);
    }

    private static Finished.Ending ending(Disposition disposition) {
        assertThat(disposition).isInstanceOf(Disposition.Write.class);
        return ((Disposition.Write) disposition).ending();
    }
}
