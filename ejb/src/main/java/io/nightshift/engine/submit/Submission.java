package io.nightshift.engine.submit;

import io.nightshift.api.job.JobRequest;
import java.util.List;

/** The one door through which every request becomes a job, whichever way it came. A CDI bean; safe for concurrent use. */
public interface Submission {

    /**
     * Validates and stores one request. Joins the thread's JTA transaction if there is one, else it is durable on return.
     *
     * @throws io.nightshift.api.client.InvalidJobException if it breaks a rule; nothing was stored
     * @throws io.nightshift.engine.access.NotPermittedException if its caller may not submit it; nothing was stored
     * @throws io.nightshift.api.client.IdempotencyConflictException if its key names a different request; nothing stored
     */
    Submitted submit(JobRequest request, Caller caller);

    /**
     * Validates and stores several, all or nothing.
     *
     * @param requests 1 to the batch limit (10,000 by default)
     * @throws io.nightshift.api.client.InvalidJobException if any breaks a rule; nothing was stored
     * @throws io.nightshift.engine.access.NotPermittedException if its caller may not submit one; nothing was stored
     * @throws io.nightshift.api.client.IdempotencyConflictException if any key names a different request; nothing stored
     */
    List<Submitted> submitAll(List<JobRequest> requests, Caller caller);
}
