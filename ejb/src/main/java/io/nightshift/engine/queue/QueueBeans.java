package io.nightshift.engine.queue;

import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.type.TypeStore;
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

    @Produces
    @ApplicationScoped
    static Types types(TypeStore types, AuditStore audit, Wake wake) {
        return new TypeDesk(types, audit, wake);
    }
}
