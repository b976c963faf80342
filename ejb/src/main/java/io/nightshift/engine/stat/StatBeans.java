package io.nightshift.engine.stat;

import io.nightshift.engine.maintain.Duty;
import io.nightshift.engine.stat.Live.Snapshot;
import io.nightshift.store.ingress.RejectStore;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.stat.StatStore;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts this package's plain classes together. */
@Dependent
class StatBeans {

    @Produces
    @Singleton
    @Typed({Live.class, Duty.class})
    static Sampler sampler(
            QueueStore queues,
            StatStore stats,
            NodeStore nodes,
            RejectStore rejects,
            Clock clock,
            Event<Snapshot> event) {
        return new Sampler(
                new Sampler.Stores(queues, stats, nodes, rejects), clock, System::nanoTime, event::fireAsync);
    }
}
