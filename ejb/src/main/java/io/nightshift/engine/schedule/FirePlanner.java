package io.nightshift.engine.schedule;

import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.submit.Caller;
import io.nightshift.engine.submit.Preparation;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.NewJob.Source;
import io.nightshift.store.schedule.Schedule;
import io.nightshift.store.schedule.ScheduleStore.Due;
import io.nightshift.store.schedule.ScheduleStore.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what to do with a due schedule.
 *
 * <p>The oldest due instant fires, or is skipped if the last job still runs and the schedule says so. Instants that passed
 * meanwhile (nobody ran, or the cluster was late) are recorded as coalesced into it: one job makes up for all of them.
 */
final class FirePlanner {

    /** After a long silence a schedule of every second would have a long list: the first of them tell enough. */
    static final int MOST_COALESCED = 1_000;

    private final Preparation preparation;

    FirePlanner(Preparation preparation) {
        this.preparation = preparation;
    }

    /** Pure but for the new job's id. */
    Plan plan(Due due) {
        Schedule schedule = due.schedule();
        Rule rule = Rule.of(schedule);
        List<Instant> missed = new ArrayList<>();
        Instant instant = schedule.nextFireAt();
        while (instant != null && missed.size() < MOST_COALESCED) {
            instant =
                    rule.next(instant).filter(next -> !next.isAfter(due.now())).orElse(null);
            if (instant != null) {
                missed.add(instant);
            }
        }
        return new Plan(job(due), List.copyOf(missed), rule.next(due.now()).orElse(null));
    }

    private @Nullable NewJob job(Due due) {
        Schedule schedule = due.schedule();
        if (schedule.overlap() == Schedule.Overlap.SKIP && !due.lastJobEnded()) {
            return null;
        }
        return preparation.prepare(request(schedule), Caller.of(schedule.createdBy(), Source.SCHEDULE), schedule.id());
    }

    /** What a schedule asks for. */
    static JobRequest request(Schedule schedule) {
        return JobRequest.of(schedule.type(), schedule.args())
                .withQueue(schedule.queue())
                .withPriority(schedule.priority());
    }
}
