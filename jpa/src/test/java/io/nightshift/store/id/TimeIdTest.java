package io.nightshift.store.id;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeIdTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

    @Test
    void sortsByTimeWithinTheMillisecond() {
        UUID id = TimeId.at(NOON);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
        assertThat(new JobId(id)).isLessThan(new JobId(TimeId.at(NOON.plusNanos(1_000))));
    }

    @Test
    void boundsAnInstant() {
        JobId lowest = new JobId(TimeId.lowest(NOON));

        assertThat(lowest).isLessThan(new JobId(TimeId.at(NOON)));
        assertThat(lowest).isGreaterThan(new JobId(TimeId.at(NOON.minusMillis(1))));
        assertThat(TimeId.lowest(Instant.MIN)).isEqualTo(new UUID(0, 0));
        assertThat(TimeId.lowest(Instant.MAX)).isEqualTo(new UUID(0xFFFF_FFFF_FFFF_0000L, 0));
    }

    @Test
    void stepsAcrossTheMiddle() {
        UUID id = new UUID(7, -1);

        assertThat(TimeId.after(id)).isEqualTo(new UUID(8, 0));
        assertThat(TimeId.before(TimeId.after(id))).isEqualTo(id);
    }
}
