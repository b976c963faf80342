package io.nightshift.engine.schedule;

import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.engine.maintain.Duty;
import io.nightshift.engine.submit.Preparation;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.port.JobStore;
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
            ScheduleStore store,
            JobStore jobs,
            AuditStore audit,
            Preparation preparation,
            Wake wake,
            Announcer announcer) {
        return new ScheduleDesk(store, jobs, audit, preparation, wake, announcer);
    }

    @Produces
    @Singleton
    static Duty tick(ScheduleStore store, Preparation preparation, Wake wake, Announcer announcer) {
        return new ScheduleTick(store, new FirePlanner(preparation), wake, announcer);
    }
}
