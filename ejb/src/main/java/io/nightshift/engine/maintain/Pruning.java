package io.nightshift.engine.maintain;

import io.nightshift.store.ingress.RejectStore;
import io.nightshift.store.stat.StatStore;
import java.time.Duration;

/** Removes old counters and rejects. Jobs are removed by a job, {@code retention.cleanup}, so that people see and steer it. */
final class Pruning implements Duty {

    static final int BATCH = 1_000;
    static final int MOST_BATCHES = 100;

    private final StatStore stats;
    private final RejectStore rejects;
    private final Duration statAge;
    private final Duration rejectAge;

    Pruning(StatStore stats, RejectStore rejects, Duration statAge, Duration rejectAge) {
        this.stats = stats;
        this.rejects = rejects;
        this.statAge = statAge;
        this.rejectAge = rejectAge;
    }

    @Override
    public String name() {
        return "pruning";
    }

    @Override
    public Cadence cadence() {
        return Cadence.HOUR;
    }

    @Override
    public void runOnce() {
        stats.prune(statAge);
        int batch = 0;
        while (batch < MOST_BATCHES && rejects.prune(rejectAge, BATCH) == BATCH) {
            batch++;
        }
    }
}
