package io.nightshift.api.job;

/** Where a job stands. A job is in exactly one state at any moment, and terminal states are written once. */
public enum JobState {
    /** Not due yet: waits for its time, for its next attempt after one that failed, or for the end of a snooze. */
    SCHEDULED(false),
    /** Due, and waits until its concurrency or ordering key is free: until another job with the key gives it up. */
    BLOCKED(false),
    /** Due and waiting for a node with room. */
    READY(false),
    /** Claimed by a node. */
    RUNNING(false),
    /** Its handler returned a result. */
    SUCCEEDED(true),
    /**
     * Its attempts are used up, it failed for good, too many of them were lost with their nodes, or its time limit was over
     * after the first attempt: a person decides.
     */
    DEAD(true),
    /** Somebody asked it to stop, or another job with its unique key replaced it before it started. */
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
