package io.nightshift.engine.maintain;

import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.engine.log.RimLog;
import io.nightshift.store.port.JobStore;

/** Gives out keys whose release was lost, so that what is lost delays jobs and never blocks them for ever. */
final class KeyMending implements Duty {

    /** Keys looked at in one run; the next goes on from there. */
    static final int PART = 2_000;

    private final JobStore store;
    private final Wake wake;
    private final Announcer announcer;

    KeyMending(JobStore store, Wake wake, Announcer announcer) {
        this.store = store;
        this.wake = wake;
        this.announcer = announcer;
    }

    @Override
    public String name() {
        return "mending of keys";
    }

    @Override
    public Cadence cadence() {
        return Cadence.SECOND;
    }

    @Override
    public void runOnce() {
        store.mend(PART).forEach((queue, jobs) -> {
            RimLog.LOG.keysMended(jobs, queue);
            wake.wake(queue);
            announcer.announce(queue);
        });
    }
}
