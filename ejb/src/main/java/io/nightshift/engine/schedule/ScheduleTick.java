package io.nightshift.engine.schedule;

import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.engine.log.RimLog;
import io.nightshift.engine.maintain.Duty;
import io.nightshift.store.schedule.ScheduleStore;
import io.nightshift.store.schedule.ScheduleStore.Due;
import io.nightshift.store.schedule.ScheduleStore.Fired;
import io.nightshift.store.schedule.ScheduleStore.Plan;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Fires what is due, on every node every second; the store lets each instant fire once. */
final class ScheduleTick implements Duty {

    private static final int BATCH = 100;
    /** 1,000 schedules a tick; the rest waits for the next one, so that other duties get their turn. */
    private static final int MOST_BATCHES = 10;

    private final ScheduleStore store;
    private final FirePlanner planner;
    private final Wake wake;
    private final Announcer announcer;
    /** What was told already, so that a schedule that cannot be fired is told once and not every second. */
    private final Map<UUID, String> told = new ConcurrentHashMap<>();

    ScheduleTick(ScheduleStore store, FirePlanner planner, Wake wake, Announcer announcer) {
        this.store = store;
        this.planner = planner;
        this.wake = wake;
        this.announcer = announcer;
    }

    @Override
    public String name() {
        return "schedule tick";
    }

    @Override
    public Cadence cadence() {
        return Cadence.SECOND;
    }

    @Override
    public void runOnce() {
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            List<Fired> fired = store.fireDue(this::plan, BATCH);
            fired.stream().map(Fired::queue).filter(Objects::nonNull).distinct().forEach(this::tell);
            if (fired.size() < BATCH) {
                return;
            }
        }
    }

    private Plan plan(Due due) {
        UUID id = due.schedule().id();
        try {
            Plan plan = planner.plan(due);
            told.remove(id);
            return plan;
        } catch (RuntimeException e) {
            String cause = String.valueOf(e.getMessage());
            if (!cause.equals(told.put(id, cause))) {
                RimLog.LOG.scheduleCannotFire(
                        due.schedule().name(), due.schedule().type(), cause);
            }
            // The store leaves this schedule as it is: another node may know the type, or somebody mends the schedule.
            throw e;
        }
    }

    private void tell(String queue) {
        wake.wake(queue);
        announcer.announce(queue);
    }
}
