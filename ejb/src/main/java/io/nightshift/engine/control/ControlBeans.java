package io.nightshift.engine.control;

import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.Joined;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Puts this package's plain classes together. */
@Dependent
class ControlBeans {

    @Produces
    @Singleton
    static Steering steering(JobStore own, @Joined JobStore joined, TransactionSynchronizationRegistry transactions) {
        return new Steering(own, joined, transactions);
    }

    @Produces
    @ApplicationScoped
    static JobControl control(Steering steering, JobSearch search, AuditStore audit, Wake wake, Announcer announcer) {
        return new ControlDesk(steering, search, audit, wake, announcer);
    }
}
