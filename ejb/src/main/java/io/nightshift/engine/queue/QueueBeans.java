package io.nightshift.engine.queue;

import io.nightshift.engine.audit.Trail;
import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.store.port.Joined;
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
    static Queues queues(@Joined QueueStore queues, Trail trail, Wake wake, Announcer announcer) {
        return new QueueDesk(queues, trail, wake, announcer);
    }

    @Produces
    @ApplicationScoped
    static Types types(@Joined TypeStore types, Trail trail, Wake wake) {
        return new TypeDesk(types, trail, wake);
    }
}
