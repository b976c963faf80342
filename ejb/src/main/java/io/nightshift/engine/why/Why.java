package io.nightshift.engine.why;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells why a job is not running. A CDI bean. Cheap enough to be asked by anybody: no count over history. */
public interface Why {

    /** The answer for a job; empty if there is none. */
    Optional<Answer> ask(JobId id);

    /**
     * What stands before a job.
     *
     * @param id the job
     * @param state where it lies
     * @param reasons in the order in which the job meets them, never empty; the first is what holds it now
     */
    record Answer(JobId id, JobState state, List<Reason> reasons) {}

    /**
     * One gate.
     *
     * @param gate which
     * @param text a sentence that names its holder
     * @param jobs the first few jobs that hold it
     * @param until when it opens by itself; null if that is not known
     */
    record Reason(
            Gate gate,
            String text,
            List<JobId> jobs,
            @Nullable Instant until) {}

    /** What can stand before a job. */
    enum Gate {
        /** It has ended. */
        ENDED,
        /** It runs, or a node has just taken it. */
        RUNNING,
        /** It is not due yet. */
        NOT_DUE,
        /** As many jobs with its concurrency key as may run are ready or running. */
        CONCURRENCY_KEY,
        /** A job with its ordering key was submitted before it and has not ended. */
        ORDERING_KEY,
        /** Somebody paused its queue. */
        PAUSED_QUEUE,
        /** Somebody paused its type. */
        PAUSED_TYPE,
        /** Too many attempts of its type failed, so none is made for a while, or only one to probe. */
        BREAKER,
        /** Its stored arguments do not fit its type as it is now: it waits for a release that they fit. */
        ARGS_DO_NOT_FIT,
        /** No live node that takes jobs knows its type. */
        NO_NODE,
        /** As many jobs of its queue as may run in the cluster do. */
        QUEUE_LIMIT,
        /** As many jobs of its type as may run in the cluster do. */
        TYPE_LIMIT,
        /** As many jobs of its queue or type as may start in a period did. */
        RATE,
        /** As many jobs of its queue as each node may run do. */
        NODE_LIMIT,
        /** The nodes that know its type run as many jobs as they can. */
        NODES_BUSY,
        /** Other jobs of its queue come first: those before it of its own tenant, and other tenants in turns. */
        BEHIND,
        /** Nothing: a node takes it at its next look. */
        NOT_STARTED
    }
}
