package io.nightshift.store.port;

import static io.nightshift.api.job.JobState.BLOCKED;
import static io.nightshift.api.job.JobState.CANCELLED;
import static io.nightshift.api.job.JobState.DEAD;
import static io.nightshift.api.job.JobState.EXPIRED;
import static io.nightshift.api.job.JobState.READY;
import static io.nightshift.api.job.JobState.RUNNING;
import static io.nightshift.api.job.JobState.SCHEDULED;
import static io.nightshift.api.job.JobState.SUCCEEDED;

import io.nightshift.api.job.JobState;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One legal step of a job, and the moves that take it. All of them are {@link #ALL}: what is not there must not happen. The
 * stores are tested against the table, and docs/states.md draws it.
 *
 * @param from null: the job does not exist yet
 * @param to null: the job does not exist any more
 * @param moves by any of these
 */
public record Transition(@Nullable JobState from, @Nullable JobState to, Set<Move> moves) {

    /** Every legal step. */
    public static final List<Transition> ALL = List.of(
            step(null, SCHEDULED, Move.SUBMIT),
            step(null, BLOCKED, Move.SUBMIT),
            step(null, READY, Move.SUBMIT),
            step(SCHEDULED, READY, Move.PROMOTE),
            step(SCHEDULED, BLOCKED, Move.PROMOTE),
            step(BLOCKED, READY, Move.ADMIT),
            step(READY, RUNNING, Move.CLAIM),
            step(RUNNING, READY, Move.RELEASE, Move.RESCUE),
            step(RUNNING, SCHEDULED, Move.FINISH),
            step(RUNNING, SUCCEEDED, Move.FINISH),
            step(RUNNING, DEAD, Move.FINISH, Move.RESCUE),
            step(RUNNING, CANCELLED, Move.FINISH, Move.RELEASE, Move.RESCUE),
            step(RUNNING, EXPIRED, Move.FINISH),
            step(SCHEDULED, CANCELLED, Move.CANCEL, Move.REPLACE),
            step(BLOCKED, CANCELLED, Move.CANCEL, Move.REPLACE),
            step(READY, CANCELLED, Move.CANCEL, Move.REPLACE),
            step(SCHEDULED, EXPIRED, Move.EXPIRE),
            step(BLOCKED, EXPIRED, Move.EXPIRE),
            step(READY, EXPIRED, Move.EXPIRE),
            step(SCHEDULED, DEAD, Move.EXPIRE),
            step(BLOCKED, DEAD, Move.EXPIRE),
            step(READY, DEAD, Move.EXPIRE),
            step(DEAD, READY, Move.RETRY),
            step(DEAD, BLOCKED, Move.RETRY),
            step(CANCELLED, READY, Move.RETRY),
            step(CANCELLED, BLOCKED, Move.RETRY),
            step(EXPIRED, READY, Move.RETRY),
            step(EXPIRED, BLOCKED, Move.RETRY),
            step(SUCCEEDED, null, Move.PRUNE),
            step(DEAD, null, Move.PRUNE),
            step(CANCELLED, null, Move.PRUNE),
            step(EXPIRED, null, Move.PRUNE));

    /** What takes a step. */
    public enum Move {
        /** Somebody stores a job. */
        SUBMIT,
        /** It is due. */
        PROMOTE,
        /** Its key is free: part of whatever gave it free. */
        ADMIT,
        /** A node takes it. */
        CLAIM,
        /** Its node says how the attempt ended. */
        FINISH,
        /** Its node gives it back unstarted. */
        RELEASE,
        /** Others take it from a node that is lost. */
        RESCUE,
        /** Its latest start or its time limit is over. */
        EXPIRE,
        /** Somebody stops it. */
        CANCEL,
        /** Another job with its unique key takes its place. */
        REPLACE,
        /** An operator lets it run again. */
        RETRY,
        /** Retention or an operator removes it. */
        PRUNE
    }

    private static Transition step(@Nullable JobState from, @Nullable JobState to, Move... moves) {
        return new Transition(from, to, Set.copyOf(Arrays.asList(moves)));
    }
}
