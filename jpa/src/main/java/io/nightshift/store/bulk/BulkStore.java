package io.nightshift.store.bulk;

import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkReply;
import io.nightshift.api.bulk.BulkTally;
import io.nightshift.api.job.JobId;
import io.nightshift.store.port.ChunkMove;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operations on many jobs. Each call is one transaction, durable when it returns. */
public interface BulkStore {

    /** Writes down a new operation, as part of the transaction that stores its job. */
    void start(JobId job, String who, BulkAction action, String what, boolean dryRun);

    /** One operation. */
    Optional<Operation> find(JobId job);

    /** A page, newest first; {@code before} is the last of the page before, null from the newest. */
    List<Operation> page(@Nullable JobId before, int limit);

    /**
     * Moves a chunk and writes down what came of it.
     *
     * @param from where the operation was before
     * @param to where it is after
     * @param jobs up to 500; may be none
     * @throws IllegalStateException if it was not at {@code from} any more: nothing was moved
     */
    Stepped step(JobId job, @Nullable JobId from, @Nullable JobId to, List<JobId> jobs, ChunkMove move);

    /**
     * The same without moving anything.
     *
     * @param replies what the jobs of the chunk would have answered
     */
    Stepped pretend(JobId job, @Nullable JobId from, @Nullable JobId to, Map<BulkReply, Long> replies);

    /**
     * Writes down that an operation has ended.
     *
     * @return false if that was known
     */
    boolean end(JobId job);

    /**
     * What came of a chunk.
     *
     * @param tally of the operation so far
     * @param queues that have got ready jobs
     */
    record Stepped(BulkTally tally, Set<String> queues) {}

    /**
     * An operation.
     *
     * @param job that carries it out
     * @param what it does to which jobs, in words
     * @param walkedTo the last job it has looked at; null at its start
     * @param endedAt null while it is not done, also if it was stopped
     */
    record Operation(
            JobId job,
            String who,
            BulkAction action,
            String what,
            boolean dryRun,
            Instant startedAt,
            @Nullable JobId walkedTo,
            BulkTally tally,
            @Nullable Instant endedAt) {}
}
