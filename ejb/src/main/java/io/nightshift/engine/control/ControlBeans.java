package io.nightshift.engine.control;

import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** Puts this package's plain classes together. */
@Dependent
class ControlBeans {

    @Produces
    @ApplicationScoped
    static JobControl control(JobStore jobs, JobSearch search, AuditStore audit, Wake wake, Announcer announcer) {
        return new ControlDesk(jobs, search, audit, wake, announcer);
    }
}
