package io.nightshift.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.store.schedule.ScheduleStore.Fired;
import io.nightshift.store.schedule.ScheduleStore.Result;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScheduleTickTest {

    private final MemorySchedules store = new MemorySchedules(Clock.systemUTC());
    private final List<String> woken = new ArrayList<>();
    private final List<String> announced = new ArrayList<>();
    private final ScheduleTick tick =
            new ScheduleTick(store, new FirePlanner(Examples::prepare), woken::add, announced::add);

    @Test
    void wakesEachQueueOnce() {
        store.answers.add(List.of(fired("a"), fired("a"), skipped(), fired("b")));

        tick.runOnce();

        assertThat(woken).containsExactly("a", "b");
        assertThat(announced).containsExactly("a", "b");
    }

    @Test
    void goesOnWhileBatchesAreFullButNotWithoutEnd() {
        for (int i = 0; i < 15; i++) {
            store.answers.add(Collections.nCopies(100, fired("a")));
        }

        tick.runOnce();

        assertThat(store.answers).hasSize(5);
    }

    private static Fired fired(String queue) {
        return new Fired(UUID.randomUUID(), Instant.EPOCH, Result.FIRED, new JobId(UUID.randomUUID()), queue);
    }

    private static Fired skipped() {
        return new Fired(UUID.randomUUID(), Instant.EPOCH, Result.SKIPPED, null, null);
    }
}
