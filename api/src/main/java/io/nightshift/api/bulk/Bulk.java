package io.nightshift.api.bulk;

import io.nightshift.api.job.JobId;
import java.util.Optional;

/** Carries out operations that operators have started. Inject it into the job that walks through one. */
public interface Bulk {

    /** The type of the jobs that carry operations out. One that nobody has started as an operation does nothing. */
    String TYPE = "jobs.bulk";

    /**
     * How far an operation is.
     *
     * @param operation its job
     * @return empty if nobody has started it: a job that was merely submitted may do nothing
     */
    Optional<BulkTally> find(JobId operation);

    /**
     * How many jobs it will have looked at in the end, as far as they can be counted quickly.
     *
     * @return 0 if they are too many to be counted
     */
    long total(JobId operation, BulkRequest request);

    /**
     * Does the next chunk, in one short transaction of its own that also writes down how far the operation is.
     *
     * @param operation its job
     * @param request its arguments
     * @param limit at most so many jobs, 1 to 500
     * @throws IllegalArgumentException if nobody has started it, or the limit is out of range
     * @throws IllegalStateException if another attempt has gone on with it: this one must stop
     */
    BulkStep next(JobId operation, BulkRequest request, int limit);

    /** Writes down that it has ended. */
    void end(JobId operation);
}
