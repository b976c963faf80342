package io.nightshift.engine.maintain;

import io.nightshift.store.port.JobStore;

/** Forgets idempotency keys whose own period is over; keys without one go with their jobs. */
final class KeyForgetting implements Duty {

    static final int BATCH = 1_000;
    static final int MOST_BATCHES = 20;

    private final JobStore store;

    KeyForgetting(JobStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "forgetting of keys";
    }

    @Override
    public Cadence cadence() {
        return Cadence.FIVE_SECONDS;
    }

    @Override
    public void runOnce() {
        int batch = 0;
        while (batch < MOST_BATCHES && store.pruneKeys(BATCH) == BATCH) {
            batch++;
        }
    }
}
