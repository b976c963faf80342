package io.nightshift.api.job;

/** Where a job stands. A job is in exactly one state at any moment, and terminal states are written once. */
public enum JobState {
    /** Not due yet: waits for its time, or for its retry (then at least one attempt has failed). */
    SCHEDULED(false),
    /** Waits for other jobs. */
    BLOCKED(false),
    /** Due and waiting for a node with room. */
    READY(false),
    /** Claimed by a node. */
    RUNNING(false),
    /** Its handler returned a result. */
    SUCCEEDED(true),
    /** Its attempts are used up, or its handler failed for good: a person decides. */
    DEAD(true),
    /** Asked to stop, and stopped. */
    CANCELLED(true),
    /** Not started before its deadline, or before its time limit was over. */
    EXPIRED(true);

    private final boolean terminal;

    JobState(boolean terminal) {
        this.terminal = terminal;
    }

    /** Tells whether the job has ended; only an operator's retry leads out of such a state. */
    public boolean terminal() {
        return terminal;
    }
}
