package io.nightshift.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChipTest {

    @ParameterizedTest
    @EnumSource(JobState.class)
    void hasAChipForEveryState(JobState state) {
        assertThat(Chip.of(state, 1).getWord()).isEqualTo(state.name());
    }

    @Test
    void callsAScheduledJobRetryingAfterItsFirstAttempt() {
        assertThat(Chip.of(JobState.SCHEDULED, 2)).isEqualTo(Chip.RETRYING);
        assertThat(Chip.of(JobState.READY, 2)).isEqualTo(Chip.READY);
    }
}
