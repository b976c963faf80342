package io.nightshift.engine.schedule;

import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.engine.maintain.Duty;
import io.nightshift.store.schedule.ScheduleStore;
import io.nightshift.store.schedule.ScheduleStore.Fired;
import java.util.List;
import java.util.Objects;

/**
 * Fires what is due, on every node every second; the store lets each instant fire once.
 *
 * <p>A schedule that cannot be fired, say as this node does not know its type, stays due and the store says so once an instant:
 * another node may know the type, or somebody mends the schedule.
 */
final class ScheduleTick implements Duty {

    private static final int BATCH = 100;
    /** 1,000 schedules a tick; the rest waits for the next one, so that other duties get their turn. */
    private static final int MOST_BATCHES = 10;

    private final ScheduleStore store;
    private final FirePlanner planner;
    private final Wake wake;
    private final Announcer announcer;

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
            List<Fired> fired = store.fireDue(planner::plan, BATCH);
            fired.stream().map(Fired::queue).filter(Objects::nonNull).distinct().forEach(this::tell);
            if (fired.size() < BATCH) {
                return;
            }
        }
    }

    private void tell(String queue) {
        wake.wake(queue);
        announcer.announce(queue);
    }
}
