package io.nightshift.store.id;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.store.Together;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobIdsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00.123Z");

    @Test
    void carriesTheTimeAndTheVersion() {
        UUID id = new JobIds(Clock.fixed(NOW, ZoneOffset.UTC), new SecureRandom()).nextUuid();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(new JobId(id).time()).isEqualTo(NOW);
        assertThat(new JobId(id)).isGreaterThan(new JobId(TimeId.lowest(NOW)));
        assertThat(new JobId(id)).isLessThan(new JobId(TimeId.lowest(NOW.plusMillis(1))));
    }

    @Test
    void risesWithinAMillisecondAndWhenTheClockIsSetBackALittle() {
        Instant[] time = {NOW};
        JobIds ids = new JobIds(new MovableClock(time), new SecureRandom());
        List<JobId> made = new ArrayList<>();

        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next());
        }
        time[0] = NOW.minusSeconds(4);
        made.add(ids.next());

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void followsAClockThatWasFarAheadOnceAndStaysUnique() {
        Instant[] time = {NOW.plusSeconds(3600)};
        JobIds ids = new JobIds(new MovableClock(time), new SecureRandom());
        List<JobId> made = new ArrayList<>();
        for (int hour = 0; hour < 3; hour++) {
            time[0] = NOW.plusSeconds(3600);
            for (int i = 0; i < 1_000; i++) {
                made.add(ids.next());
            }
            time[0] = NOW;
            for (int i = 0; i < 1_000; i++) {
                made.add(ids.next());
            }
            assertThat(made.get(made.size() - 1).time()).isBetween(NOW, NOW.plusSeconds(1));
        }

        assertThat(made).doesNotHaveDuplicates();
    }

    @Test
    void followsTheClockThatAllNodesShare() {
        JobIds ids = new JobIds(Clock.fixed(NOW.plusSeconds(3600), ZoneOffset.UTC), new SecureRandom());
        assertThat(ids.next().time()).isEqualTo(NOW.plusSeconds(3600));

        ids.follow(Duration.ofSeconds(3600));

        assertThat(ids.next().time()).isEqualTo(NOW);
    }

    @Test
    void isUniqueAcrossThreadsAndNodes() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        JobIds one = new JobIds(clock, new SecureRandom());
        JobIds other = new JobIds(clock, new SecureRandom());

        List<List<JobId>> made = Together.run(4, i -> {
            List<JobId> mine = new ArrayList<>();
            for (int n = 0; n < 20_000; n++) {
                mine.add((i % 2 == 0 ? one : other).next());
            }
            return mine;
        });

        assertThat(made.stream().flatMap(List::stream).distinct().count()).isEqualTo(80_000);
        assertThat(made).allSatisfy(mine -> assertThat(mine).isSorted());
    }

    private static final class MovableClock extends Clock {
        private final Instant[] time;

        MovableClock(Instant[] time) {
            this.time = time;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return time[0];
        }
    }
}
