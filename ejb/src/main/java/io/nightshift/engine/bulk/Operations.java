package io.nightshift.engine.bulk;

import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkFilter;
import io.nightshift.api.bulk.BulkRequest;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.engine.submit.Caller;
import io.nightshift.store.bulk.BulkStore.Operation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operations on all jobs that fit a filter. A CDI bean. */
public interface Operations {

    /** Jobs are counted up to this many. */
    int MOST_COUNTED = 10_000;

    /**
     * Counts jobs, within a second or so.
     *
     * @param action for which they are counted: with a filter that names no state, only those on which it acts; null for all
     * @throws io.nightshift.api.client.InvalidJobException if the filter names nothing
     */
    Count count(@Nullable BulkAction action, BulkFilter filter);

    /** A filter in words, such as {@code jobs that are DEAD, of type a.b}. */
    String describe(BulkFilter filter);

    /**
     * Starts an operation.
     *
     * @return the job that carries it out
     * @throws io.nightshift.api.client.InvalidJobException if the request makes no sense; nothing was started
     */
    JobId start(BulkRequest request, Caller caller);

    /** One operation. */
    Optional<Seen> find(JobId job);

    /** A page, newest first; {@code before} is the last of the page before, null from the newest. */
    List<Seen> page(@Nullable JobId before, int limit);

    /**
     * How many jobs fit.
     *
     * @param count as far as they were counted
     * @param more whether there may be more
     */
    record Count(long count, boolean more) {}

    /**
     * An operation as it stands.
     *
     * @param state of its job; null if retention has removed that
     */
    record Seen(Operation operation, @Nullable JobState state) {}
}
