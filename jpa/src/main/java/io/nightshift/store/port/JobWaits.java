package io.nightshift.store.port;

import io.nightshift.api.job.JobId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a job, as far as the places of jobs tell. The read side: never locks, names only the first few jobs of
 * each kind, and counts no further than {@link #CAP}, so that no answer grows with a backlog or with the history.
 */
public interface JobWaits {

    /** Counts stop here. */
    int CAP = 1_000;

    /** How many jobs are named. */
    int NAMED = 5;

    /** What stands before a job; empty if there is none. */
    Optional<Wait> find(JobId id);

    /** Which jobs of a queue live nodes hold. */
    Jobs heldOfQueue(String queue);

    /** Which jobs of a type with settings live nodes hold. */
    Jobs heldOfType(String type);

    /**
     * What stands before a job.
     *
     * @param gate the key it has to pass, with the number that holds now; null if it has none
     * @param blocked whether it waits for its key
     * @param holders who holds its key
     * @param aheadForKey how many wait for its key before it
     * @param aheadInQueue how many of its tenant are ready in its queue and come before it
     * @param tenants how many tenants have ready jobs in its queue and take turns, its own among them; 0 if it is not READY
     */
    record Wait(@Nullable Gate gate, boolean blocked, Jobs holders, int aheadForKey, int aheadInQueue, int tenants) {}

    /**
     * Some jobs.
     *
     * @param count how many there are
     * @param first the first few
     */
    record Jobs(int count, List<JobId> first) {}
}
