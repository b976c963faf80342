package io.nightshift.engine.submit;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Lanes;
import io.nightshift.store.job.NewJob;
import java.util.List;
import java.util.function.Supplier;

/** Says that committed jobs are ready: to this node's lanes, and to other nodes what this one cannot take at once. */
final class Arrivals {

    private final Lanes lanes;
    private final Supplier<Announcer> announcer;
    private final KnownTypes types;

    Arrivals(Lanes lanes, Supplier<Announcer> announcer, KnownTypes types) {
        this.lanes = lanes;
        this.announcer = announcer;
        this.types = types;
    }

    /** The jobs are durable whatever happens here, so nothing that happens here reaches the caller. */
    void ready(List<NewJob> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        for (String crowded : lanes.arrived(jobs)) {
            try {
                if (types.otherNodes()) {
                    announcer.get().announce(crowded);
                }
            } catch (RuntimeException unreachable) {
                LOG.announceFailed(crowded, unreachable);
            }
        }
    }
}
