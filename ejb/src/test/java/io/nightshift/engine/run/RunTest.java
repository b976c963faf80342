package io.nightshift.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.engine.outcome.StopReason;
import io.nightshift.store.port.Claimed;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void theLimitStopsAJobWithoutATimeout() {
        Run run = begun(Duration.ZERO, MINUTE);

        assertThat(run.allowed()).isEqualTo(MINUTE);
        assertThat(run.late()).isEqualTo(StopReason.LIMIT);
        assertThat(run.overdue(run.startedAt() + MINUTE.toNanos())).isFalse();
        assertThat(run.overdue(run.startedAt() + MINUTE.toNanos() + 1)).isTrue();
    }

    /** Only the timeout leaves another attempt. */
    @Test
    void theEarlierOfTimeoutAndLimitStopsIt() {
        Run timedOut = begun(MINUTE, HOUR);
        assertThat(timedOut.allowed()).isEqualTo(MINUTE);
        assertThat(timedOut.late()).isEqualTo(StopReason.TIMEOUT);
        assertThat(timedOut.overdue(timedOut.startedAt() + MINUTE.toNanos() + 1))
                .isTrue();

        Run over = begun(HOUR, MINUTE);
        assertThat(over.allowed()).isEqualTo(MINUTE);
        assertThat(over.late()).isEqualTo(StopReason.LIMIT);
        assertThat(over.overdue(over.startedAt() + MINUTE.toNanos() + 1)).isTrue();
    }

    private static Run begun(Duration timeout, Duration left) {
        Claimed.Job job = new Claimed.Job(
                new JobId(UUID.randomUUID()), 1, "test", "default", "", 5, "{}", 3, timeout, null, false, null);
        Run run = new Run(job, UUID.randomUUID(), UUID.randomUUID(), false);
        run.left(left);
        assertThat(run.begin()).isTrue();
        return run;
    }
}
