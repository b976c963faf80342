package io.nightshift.engine.control;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import java.util.Collection;
import java.util.Map;

/** Steers jobs that exist. Every change is recorded with who made it. A CDI bean. */
public interface JobControl {

    /** Asks a job to stop. */
    CancelReply cancel(JobId id, String by);

    /** Makes a job that ended ready again. */
    RetryReply retry(JobId id, String by);

    /** Asks several to stop, each for itself; at most 1,000. */
    Map<JobId, CancelReply> cancelAll(Collection<JobId> ids, String by);

    /** Makes several ready again, each for itself; at most 1,000. */
    Map<JobId, RetryReply> retryAll(Collection<JobId> ids, String by);
}
