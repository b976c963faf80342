package io.nightshift.test.faults.check;

/**
 * What was done that excuses a second run of the same attempt.
 *
 * @param process of the server it was done to; 0 for all of them
 * @param at when it began, in milliseconds of this machine's clock
 */
public record Disturbance(Kind kind, long process, long at) {

    /** Why an attempt may run again under its own number. */
    public enum Kind {
        /** The server was stopped in good order and gave its running jobs back: no attempt is spent. */
        GIVEN_BACK,
        /** The database crashed: claims commit asynchronously, so the last ones may never have been. */
        CLAIMS_LOST
    }
}
