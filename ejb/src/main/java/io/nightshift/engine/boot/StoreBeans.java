package io.nightshift.engine.boot;

import io.nightshift.store.id.JobIds;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.Joined;
import io.nightshift.store.port.RunStore;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.schedule.ScheduleStore;
import io.nightshift.store.stat.StatStore;
import io.nightshift.store.type.TypeStore;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The store's beans in one hand. */
@Dependent
class StoreBeans {

    private final Engine.Stores all;

    @Inject
    StoreBeans(
            JobStore jobs,
            @Joined JobStore joined,
            RunStore runs,
            NodeStore nodes,
            QueueStore queues,
            TypeStore types,
            ScheduleStore schedules,
            StatStore stats,
            JobIds ids) {
        this.all = new Engine.Stores(jobs, joined, runs, nodes, queues, types, schedules, stats, ids);
    }

    Engine.Stores all() {
        return all;
    }
}
