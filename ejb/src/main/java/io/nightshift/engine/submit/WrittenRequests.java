package io.nightshift.engine.submit;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.store.port.NewJob;
import java.util.List;

/** Requests that are written down before they become jobs, by the rules that hold for all. A CDI bean; stores nothing. */
public interface WrittenRequests {

    /**
     * Validates a request that is to be written down. Asks the store only for what this node does not know: the types of others.
     *
     * @return its arguments as they are stored
     * @throws io.nightshift.api.client.InvalidJobException if it breaks a rule
     */
    String check(JobRequest request);

    /**
     * The same for several, of which each is told by its place.
     *
     * @param requests 1 to the batch limit (10,000 by default)
     */
    List<String> checkAll(List<JobRequest> requests);

    /**
     * Validates a request that was written down, and fills in the defaults of its job type. Its queue exists afterwards.
     *
     * @param id which it has already; a delay counts from this one's time
     * @throws io.nightshift.api.client.InvalidJobException if it breaks a rule
     */
    NewJob prepareAs(JobRequest request, Caller caller, JobId id);
}
