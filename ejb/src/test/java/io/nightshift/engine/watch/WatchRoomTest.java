package io.nightshift.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.job.JobId;
import io.nightshift.engine.finish.Completions;
import io.nightshift.engine.life.Pulse;
import io.nightshift.engine.watch.JobEnds.Watch;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchRoomTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final JobId JOB = new JobId(UUID.fromString("0198c0de-0000-7000-8000-000000000001"));
    private static final JobId OTHER = new JobId(UUID.fromString("0198c0de-0000-7000-8000-000000000002"));

    private final Completions completions = new Completions();
    private final Set<JobId> ended = new HashSet<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final WatchRoom room = new WatchRoom(
            completions,
            asked -> {
                looks.incrementAndGet();
                Set<JobId> found = new HashSet<>(asked);
                found.retainAll(ended);
                return found;
            },
            3);

    @Test
    void tellsOnceWhenAJobEndsOnThisNode() {
        room.watch(JOB, LONG, told::incrementAndGet);
        room.watch(JOB, LONG, told::incrementAndGet);
        room.watch(OTHER, LONG, () -> told.addAndGet(100));

        completions.ended(JOB);
        completions.ended(JOB);

        assertThat(told).hasValue(2);
        assertThat(room.watchers()).isEqualTo(1);
    }

    @Test
    void findsOutInOneLookWhatEndedElsewhere() {
        room.watch(JOB, LONG, told::incrementAndGet);
        room.watch(OTHER, LONG, () -> told.addAndGet(100));
        ended.add(JOB);

        room.look();

        assertThat(told).hasValue(1);
        assertThat(looks).hasValue(1);
    }

    @Test
    void asksTheDatabaseNothingWhileNobodyWaits() {
        room.look();
        assertThat(room.watch(JOB, LONG, told::incrementAndGet).leave()).isTrue();
        room.look();

        assertThat(looks).hasValue(0);
    }

    @Test
    void letsGoWhoseTimeIsOver() throws InterruptedException {
        room.watch(OTHER, LONG, () -> told.addAndGet(100));
        room.watch(JOB, Duration.ofNanos(1), told::incrementAndGet);

        room.round(Pulse.NONE);

        assertThat(told).hasValue(1);
        assertThat(completions.awaited()).containsExactly(OTHER);
        assertThat(room.watchers()).isEqualTo(1);
    }

    @Test
    void tellsNobodyWhoHasLeft() throws InterruptedException {
        Watch watch = room.watch(JOB, Duration.ofNanos(1), told::incrementAndGet);

        assertThat(watch.leave()).isTrue();
        completions.ended(JOB);
        room.round(Pulse.NONE);

        assertThat(told).hasValue(0);
        assertThat(watch.leave()).isFalse();
        assertThat(room.watchers()).isZero();
    }

    @Test
    void whoWasToldHasNothingToLeave() {
        Watch watch = room.watch(JOB, LONG, told::incrementAndGet);

        completions.ended(JOB);

        assertThat(watch.leave()).isFalse();
    }

    @Test
    void takesNoMoreThanMayWaitAndAgainOnceOneHasLeft() {
        Watch first = room.watch(JOB, LONG, told::incrementAndGet);
        room.watch(JOB, LONG, told::incrementAndGet);
        room.watch(JOB, LONG, told::incrementAndGet);

        assertThatThrownBy(() -> room.watch(JOB, LONG, told::incrementAndGet))
                .isInstanceOf(CrowdedException.class)
                .hasMessageContaining("3 requests wait");
        first.leave();
        room.watch(JOB, LONG, told::incrementAndGet);

        assertThat(room.watchers()).isEqualTo(3);
    }

    @Test
    void letsAllGoWhenTheNodeStopsAndKeepsNobodyAfterwards() {
        room.watch(JOB, LONG, told::incrementAndGet);
        room.watch(OTHER, LONG, told::incrementAndGet);

        room.close();
        room.watch(JOB, LONG, told::incrementAndGet);

        assertThat(told).hasValue(3);
        assertThat(room.watchers()).isZero();
        assertThat(completions.awaited()).isEmpty();
    }

    @Test
    void oneThatFailsKeepsNobodyElseFromHearing() {
        room.watch(JOB, LONG, () -> {
            throw new IllegalStateException("broken");
        });
        room.watch(JOB, LONG, told::incrementAndGet);

        completions.ended(JOB);

        assertThat(told).hasValue(1);
    }
}
