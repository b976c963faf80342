package io.nightshift.engine.submit;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Lanes;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.NewJob;
import java.util.List;
import java.util.function.Supplier;

/** Says that committed jobs are ready: to this node's lanes, and to other nodes what this one cannot take at once. A CDI bean. */
public final class Arrivals {

    private final Lanes lanes;
    private final Supplier<Announcer> announcer;
    private final KnownTypes types;
    private final JobStore jobs;

    Arrivals(Lanes lanes, Supplier<Announcer> announcer, KnownTypes types, JobStore jobs) {
        this.jobs = jobs;
        this.lanes = lanes;
        this.announcer = announcer;
        this.types = types;
    }

    /** The jobs are durable whatever happens here, so nothing that happens here reaches the caller. */
    public void ready(List<NewJob> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        lanes.arrived(jobs).forEach(this::announce);
    }

    /** Jobs that wait for these gates were committed. If this fails, a duty lets them through a second later. */
    void waiting(List<Gate> gates) {
        if (gates.isEmpty()) {
            return;
        }
        try {
            jobs.admit(gates).forEach(queue -> {
                lanes.wake(queue);
                announce(queue);
            });
        } catch (RuntimeException unreachable) {
            LOG.admitFailed(gates.size(), unreachable);
        }
    }

    private void announce(String queue) {
        try {
            if (types.otherNodes()) {
                announcer.get().announce(queue);
            }
        } catch (RuntimeException unreachable) {
            LOG.announceFailed(queue, unreachable);
        }
    }
}
