package io.nightshift.engine.maintain;

import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.store.port.JobStore;
import java.util.Map;

/** Makes due jobs ready: full batches one after the other, but not without end, so that the next duty gets its turn. */
final class Promotion implements Duty {

    static final int BATCH = 1_000;
    static final int MOST_BATCHES = 20;

    private final JobStore store;
    private final Wake wake;
    private final Announcer announcer;

    Promotion(JobStore store, Wake wake, Announcer announcer) {
        this.store = store;
        this.wake = wake;
        this.announcer = announcer;
    }

    @Override
    public String name() {
        return "promotion of due jobs";
    }

    @Override
    public Cadence cadence() {
        return Cadence.SECOND;
    }

    @Override
    public void runOnce() {
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            Map<String, Integer> promoted = store.promote(BATCH);
            promoted.keySet().forEach(queue -> {
                wake.wake(queue);
                announcer.announce(queue);
            });
            if (promoted.values().stream().mapToInt(Integer::intValue).sum() < BATCH) {
                return;
            }
        }
    }
}
