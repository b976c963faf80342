package io.nightshift.engine.why;

import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobWaits;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.schedule.ScheduleStore;
import io.nightshift.store.type.TypeStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** Puts this package's plain classes together. */
@Dependent
class WhyBeans {

    @Produces
    @ApplicationScoped
    static Why why(
            JobSearch search,
            JobWaits waits,
            QueueStore queues,
            TypeStore types,
            NodeStore nodes,
            ScheduleStore clockOfDatabase,
            JobTypes jobTypes,
            EngineConfig config) {
        return new WhyDesk(
                new WhyDesk.Looks(search, waits, jobTypes::misfit),
                new Obstacles(queues, types, nodes, waits, clockOfDatabase::now),
                config.ageing(),
                clockOfDatabase::now);
    }
}
