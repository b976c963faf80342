package io.nightshift.test.faults.check;

/** A promise that was broken, and by what. */
public record Violation(Promise promise, String what) {

    /** What the product promises. */
    public enum Promise {
        /** What was accepted is there. */
        NOTHING_LOST,
        /** One key is one job, one job ends once, and its effect is repeated only after a recorded loss or failure. */
        NOTHING_TWICE,
        /** No attempt starts, and none ends the job, after a later one has started. */
        NO_START_AFTER_A_FENCE,
        /** Two runs of a job, or more runs of a key than it allows, overlap only where a lease was lost. */
        NO_OVERLAP,
        /** Each instant of a schedule has one record and at most one job. */
        INSTANTS_ONCE,
        /** Who was away for less than a lease, or left in good order, loses no attempt. */
        NO_NEEDLESS_LOSS,
        /** Counters say what the rows say. */
        COUNTERS_EQUAL_ROWS,
        /** Everything that was accepted ends, and nothing is held by nobody. */
        NOTHING_STUCK,
        /** Who is not struck does what it did before. */
        OTHERS_GO_ON,
        /** Who asks rightly is never told that it will fail again. */
        NO_FALSE_REFUSAL
    }
}
