package io.nightshift.api.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as it was at one moment.
 *
 * @param id its id
 * @param type its job type
 * @param queue the queue it runs in
 * @param priority 0 (first) to 9 (last)
 * @param state where it stands
 * @param attempt the attempt that runs, ran last, or comes next; from 1
 * @param maxAttempts failed attempts after which it is given up
 * @param args its arguments, a JSON object
 * @param tags words it can be found by
 * @param tenant for whom it is; null if it names none
 * @param submitter who asked for it
 * @param submittedAt when it was stored
 * @param dueAt when it becomes ready; null unless SCHEDULED
 * @param startedAt when the handler was called for the last attempt; null before, and for tiny jobs until they end
 * @param finishedAt when it ended; null unless terminal
 * @param node the node that runs it or ended it; null if none did
 * @param progress what its handler last reported; null if it never did
 * @param result its result as JSON; null unless SUCCEEDED with a result
 * @param errors the attempts that did not succeed, oldest first
 * @param endBefore when its time limit is over; null if it has none
 * @param reason why it ended, where no attempt's error says so: such as which job replaced it; or that it waits in an outbox to
 *     be moved; null for none
 */
public record JobSnapshot(
        JobId id,
        String type,
        String queue,
        int priority,
        JobState state,
        int attempt,
        int maxAttempts,
        String args,
        List<String> tags,
        @Nullable String tenant,
        String submitter,
        Instant submittedAt,
        @Nullable Instant dueAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String node,
        @Nullable Progress progress,
        @Nullable String result,
        List<AttemptError> errors,
        @Nullable Instant endBefore,
        @Nullable String reason) {}
