package io.nightshift.api.bulk;

import io.nightshift.api.job.JobState;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What an operation does to each job. */
public enum BulkAction {
    /** DEAD, CANCELLED or EXPIRED become READY, with their attempts counted anew. */
    RETRY,
    /** What waits becomes CANCELLED, what runs is asked to stop. */
    CANCEL,
    /** What has ended is removed with all that hangs on it. */
    DELETE,
    /** What waits gets another queue, another priority, or both. */
    MOVE;

    /** What a job in this state answers, as long as nothing else moves it. */
    public BulkReply on(JobState state) {
        return switch (this) {
            case RETRY -> onRetry(state);
            case CANCEL -> state.terminal() ? BulkReply.ENDED : running(state, BulkReply.REQUESTED);
            case DELETE -> state.terminal() ? BulkReply.DONE : BulkReply.NOT_ENDED;
            case MOVE -> state.terminal() ? BulkReply.ENDED : running(state, BulkReply.RUNNING);
        };
    }

    /** The states in which a job is not skipped; an operation whose filter names no state looks at these. */
    public Set<JobState> states() {
        Set<JobState> states = EnumSet.noneOf(JobState.class);
        for (JobState state : JobState.values()) {
            if (on(state).acted()) {
                states.add(state);
            }
        }
        return Collections.unmodifiableSet(states);
    }

    private static BulkReply onRetry(JobState state) {
        if (state == JobState.SUCCEEDED) {
            return BulkReply.SUCCEEDED;
        }
        return state.terminal() ? BulkReply.DONE : BulkReply.NOT_ENDED;
    }

    private static BulkReply running(JobState state, BulkReply reply) {
        return state == JobState.RUNNING ? reply : BulkReply.DONE;
    }
}
