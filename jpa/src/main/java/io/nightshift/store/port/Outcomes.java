package io.nightshift.store.port;

import io.nightshift.api.job.JobId;
import java.util.Collection;
import java.util.Set;

/** Asks for many jobs at once whether they have ended, wherever in the cluster. Never locks. */
public interface Outcomes {

    /**
     * Which of these have ended.
     *
     * @param asked any number; unknown ones have not
     */
    Set<JobId> ended(Collection<JobId> asked);
}
