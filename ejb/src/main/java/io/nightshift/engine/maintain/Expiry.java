package io.nightshift.engine.maintain;

import io.nightshift.store.port.JobStore;

/** Ends jobs that wait although their deadline to start or their time limit is over. */
final class Expiry implements Duty {

    static final int BATCH = 1_000;
    static final int MOST_BATCHES = 20;

    private final JobStore store;

    Expiry(JobStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "expiry";
    }

    @Override
    public Cadence cadence() {
        return Cadence.SECOND;
    }

    @Override
    public void runOnce() {
        int batch = 0;
        while (batch < MOST_BATCHES && store.expire(BATCH) == BATCH) {
            batch++;
        }
    }
}
