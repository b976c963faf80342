package io.nightshift.engine.retention;

import io.nightshift.api.job.JobState;
import io.nightshift.api.retention.Retention;
import io.nightshift.store.port.JobStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;

/** Removes by {@link JobStore#prune}. */
@ApplicationScoped
public class StoreRetention implements Retention {

    private static final int LARGEST_BATCH = 10_000;

    private final JobStore store;

    @Inject
    StoreRetention(JobStore store) {
        this.store = store;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected StoreRetention() {
        this.store = null;
    }

    @Override
    public int prune(Set<JobState> states, Duration age, int limit) {
        for (JobState state : states) {
            if (!state.terminal()) {
                throw new IllegalArgumentException("Only terminal jobs can be removed, not " + state);
            }
        }
        if (age.isNegative()) {
            throw new IllegalArgumentException("The age must not be negative, was " + age);
        }
        if (limit < 1 || limit > LARGEST_BATCH) {
            throw new IllegalArgumentException("A batch is 1 to " + LARGEST_BATCH + " jobs, was " + limit);
        }
        return states.isEmpty() ? 0 : store.prune(states, age, limit);
    }
}
