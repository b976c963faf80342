package io.nightshift.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.NewJob.Source;
import io.nightshift.store.schedule.Schedule;
import io.nightshift.store.schedule.Schedule.Overlap;
import io.nightshift.store.schedule.ScheduleStore.Due;
import io.nightshift.store.schedule.ScheduleStore.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FirePlannerTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant FIRST = Examples.MADE.plus(MINUTE);

    private final FirePlanner planner = new FirePlanner(Examples::prepare);

    @Test
    void firesTheDueInstantAndMovesOn() {
        Schedule schedule = Examples.every(MINUTE, Overlap.ALLOW, FIRST);

        Plan plan = planner.plan(new Due(schedule, FIRST.plusMillis(400), true));

        NewJob job = Objects.requireNonNull(plan.job());
        assertThat(job.type()).isEqualTo("invoice.render");
        assertThat(job.queue()).isEqualTo("documents");
        assertThat(job.priority()).isEqualTo(7);
        assertThat(job.args()).isEqualTo("{\"n\":1}");
        assertThat(job.submitter()).isEqualTo("ann");
        assertThat(job.source()).isEqualTo(Source.SCHEDULE);
        assertThat(job.scheduleId()).isEqualTo(schedule.id());
        assertThat(plan.coalesced()).isEmpty();
        assertThat(plan.nextFireAt()).isEqualTo(FIRST.plus(MINUTE));
    }

    @Test
    void coalescesWhatWasMissedIntoTheOldestInstant() {
        Schedule schedule = Examples.every(MINUTE, Overlap.ALLOW, FIRST);

        Plan plan = planner.plan(new Due(schedule, FIRST.plus(MINUTE.multipliedBy(3)), true));

        assertThat(plan.job()).isNotNull();
        assertThat(plan.coalesced())
                .containsExactly(
                        FIRST.plus(MINUTE), FIRST.plus(MINUTE.multipliedBy(2)), FIRST.plus(MINUTE.multipliedBy(3)));
        assertThat(plan.nextFireAt()).isEqualTo(FIRST.plus(MINUTE.multipliedBy(4)));
    }

    @Test
    void listsOnlyTheFirstThousandAfterALongSilence() {
        Schedule schedule = Examples.every(Duration.ofSeconds(1), Overlap.ALLOW, FIRST);
        Instant now = FIRST.plus(Duration.ofDays(400)).plusMillis(1);

        Plan plan = planner.plan(new Due(schedule, now, true));

        assertThat(plan.coalesced()).hasSize(FirePlanner.MOST_COALESCED);
        assertThat(plan.nextFireAt()).isAfter(now).isBeforeOrEqualTo(now.plusSeconds(1));
    }

    @Test
    void skipsWhileTheLastJobRunsIfTheScheduleSaysSo() {
        Schedule skipping = Examples.every(MINUTE, Overlap.SKIP, FIRST);
        Schedule allowing = Examples.every(MINUTE, Overlap.ALLOW, FIRST);

        assertThat(planner.plan(new Due(skipping, FIRST, false)).job()).isNull();
        assertThat(planner.plan(new Due(skipping, FIRST, false)).nextFireAt()).isEqualTo(FIRST.plus(MINUTE));
        assertThat(planner.plan(new Due(skipping, FIRST, true)).job()).isNotNull();
        assertThat(planner.plan(new Due(allowing, FIRST, false)).job()).isNotNull();
    }

    @Test
    void leavesAScheduleAloneWhoseTypeThisNodeDoesNotKnow() {
        FirePlanner elsewhere = new FirePlanner((request, caller, id) -> {
            throw new InvalidJobException(
                    java.util.List.of(new InvalidJobException.Violation("type", "There is no such job type")));
        });

        assertThatThrownBy(() -> elsewhere.plan(new Due(Examples.every(MINUTE, Overlap.ALLOW, FIRST), FIRST, true)))
                .isInstanceOf(InvalidJobException.class);
    }
}
