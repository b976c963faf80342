package io.nightshift.engine.schedule;

import io.nightshift.engine.audit.Trail;
import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.maintain.Duty;
import io.nightshift.engine.submit.Preparation;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.Joined;
import io.nightshift.store.schedule.ScheduleStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts this package's plain classes together. */
@Dependent
class ScheduleBeans {

    @Produces
    @ApplicationScoped
    static Schedules schedules(
            @Joined ScheduleStore store,
            @Joined JobStore jobs,
            Trail trail,
            Preparation preparation,
            JobTypes types,
            Wake wake,
            Announcer announcer) {
        return new ScheduleDesk(store, jobs, trail, preparation, types, wake, announcer);
    }

    @Produces
    @Singleton
    static Duty tick(ScheduleStore store, Preparation preparation, Wake wake, Announcer announcer) {
        return new ScheduleTick(store, new FirePlanner(preparation), wake, announcer);
    }
}
