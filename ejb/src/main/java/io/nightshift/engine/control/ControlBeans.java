package io.nightshift.engine.control;

import io.nightshift.engine.audit.Trail;
import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.Joined;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts this package's plain classes together. */
@Dependent
class ControlBeans {

    @Resource
    private @Nullable TransactionSynchronizationRegistry transactions;

    @Produces
    @Singleton
    Steering steering(JobStore own, @Joined JobStore joined) {
        return new Steering(own, joined, Objects.requireNonNull(transactions));
    }

    @Produces
    @ApplicationScoped
    static JobControl control(Steering steering, JobSearch search, Trail trail, Wake wake, Announcer announcer) {
        return new ControlDesk(steering, search, trail, wake, announcer);
    }
}
