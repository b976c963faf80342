package io.nightshift.store.port;

import io.nightshift.api.job.JobId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks through all jobs that fit a filter, oldest first, a chunk at a time. Never locks, never changes anything. */
public interface JobWalk {

    /**
     * The next jobs.
     *
     * @param filter which jobs; its cursor and limit do not matter
     * @param after where the walk is; null at its start
     * @param before only jobs with a smaller id; null for all
     * @param limit at most so many, 1 to 10,001
     */
    Chunk next(JobSearch.Query filter, @Nullable JobId after, @Nullable JobId before, int limit);

    /**
     * Jobs in the order of their ids.
     *
     * @param jobs at most the limit; few or none if none of many candidates fitted
     * @param next where to go on; null if that was the end
     */
    record Chunk(List<JobId> jobs, @Nullable JobId next) {}
}
