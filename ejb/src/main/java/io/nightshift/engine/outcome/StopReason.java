package io.nightshift.engine.outcome;

/** Why an attempt should stop; a later reason does not replace an earlier one, but {@code LOST} does. */
public enum StopReason {
    NONE,
    /** Somebody cancelled the job. */
    CANCEL,
    /** The attempt took too long. */
    TIMEOUT,
    /** The job took too long, over all its attempts. */
    LIMIT,
    /** The node shuts down. */
    SHUTDOWN,
    /** The claim is no longer this node's. */
    LOST
}
