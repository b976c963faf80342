package io.nightshift.engine.submit;

import io.nightshift.api.job.JobRequest;
import io.nightshift.store.port.NewJob;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns a request into what the store takes, or says everything that is wrong with it. A CDI bean; stores nothing. */
public interface Preparation {

    /**
     * Validates a request, fills in the defaults of its job type and gives it an id. Its queue exists afterwards.
     *
     * @param scheduleId the schedule that fires it; null if none does
     * @throws io.nightshift.api.client.InvalidJobException if it breaks a rule
     */
    NewJob prepare(JobRequest request, Caller caller, @Nullable UUID scheduleId);
}
