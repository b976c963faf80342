package io.nightshift.engine.boot;

import io.nightshift.store.boot.EnginePools;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.Joined;
import io.nightshift.store.port.RunStore;
import io.nightshift.store.port.Vital;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.schedule.ScheduleStore;
import io.nightshift.store.stat.StatStore;
import io.nightshift.store.type.TypeStore;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;

/** The store's beans in one hand. */
@Dependent
class StoreBeans {

    private final Engine.Stores all;
    private final EnginePools pools;

    @Inject
    StoreBeans(
            JobStore jobs,
            @Joined JobStore joined,
            @Vital JobStore vital,
            RunStore runs,
            @Vital NodeStore nodes,
            QueueStore queues,
            TypeStore types,
            @Vital ScheduleStore schedules,
            StatStore stats,
            JobIds ids,
            EnginePools pools) {
        this.all = new Engine.Stores(jobs, joined, vital, runs, nodes, queues, types, schedules, stats, ids);
        this.pools = pools;
    }

    /** No wait of a connection of the engine's is as long as this. */
    void bound(Duration lease) {
        pools.bound(lease);
    }

    /** How many transactions the database can keep prepared. */
    int preparable() {
        return pools.preparable();
    }

    Engine.Stores all() {
        return all;
    }
}
