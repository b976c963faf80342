package io.nightshift.api.client;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.JobSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Submits jobs and asks after them; inject it into any bean of the EAR. Safe for concurrent use.
 *
 * <p>If a JTA transaction is active on the calling thread, all methods are part of it. A submitted job exists if and only if
 * the transaction commits, and runs only afterwards; so a cancel and a retry happen, and a running job hears of a request to
 * stop. Locks are held until the transaction ends: keep it short. Without one, what was done is durable when the method
 * returns.
 *
 * <p>A transaction that holds a local resource of another data source lets this client not in: {@link SecondResourceException}.
 * With {@link Outbox} it writes through that data source instead.
 */
public interface JobClient {

    /**
     * Asks for one job.
     *
     * @return the id of the new job, or of the one that its idempotency key or unique key names already
     * @throws InvalidJobException if the request breaks a rule; nothing was stored
     * @throws IdempotencyConflictException if the key was used for a different request; nothing was stored
     */
    JobId submit(JobRequest request);

    /**
     * Asks for several jobs, all or nothing. Those with the same unique key are taken one after the other as they stand in the
     * list.
     *
     * @param requests at most 10,000
     * @return their ids in the same order
     * @throws InvalidJobException if any request breaks a rule; nothing was stored
     * @throws IdempotencyConflictException if any key was used for a different request; nothing was stored
     */
    List<JobId> submitAll(List<JobRequest> requests);

    /**
     * Tells how a job stands, as the caller's transaction sees it; that stays whole if this fails.
     *
     * @return empty if there is none, or its retention has ended
     */
    Optional<JobSnapshot> find(JobId id);

    /**
     * Waits until a job has ended.
     *
     * <p>Do not call it in a transaction that submitted the job: the job starts only after that one's commit.
     *
     * @param timeout how long to wait at most; any length, and not at all if it is zero or negative
     * @return the job as it is at the end of the wait, terminal or not; empty if there is none
     * @throws InterruptedException if the thread was interrupted
     */
    Optional<JobSnapshot> await(JobId id, Duration timeout) throws InterruptedException;

    /**
     * Asks a job to stop, in the caller's transaction if there is one.
     *
     * @return what came of it; REQUESTED is kept: the job ends CANCELLED unless it succeeds or uses up its attempts first
     */
    CancelReply cancel(JobId id);

    /**
     * Makes a job that ended ready again, with its attempts counted anew, in the caller's transaction if there is one.
     *
     * @return what came of it
     */
    RetryReply retry(JobId id);
}
