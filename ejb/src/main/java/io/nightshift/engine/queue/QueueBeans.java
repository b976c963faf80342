package io.nightshift.engine.queue;

import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.queue.QueueStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** Puts this package's plain classes together. */
@Dependent
class QueueBeans {

    @Produces
    @ApplicationScoped
    static Queues queues(QueueStore queues, AuditStore audit, Wake wake, Announcer announcer) {
        return new QueueDesk(queues, audit, wake, announcer);
    }
}
