package io.nightshift.api.bulk;

/** What came of one job of an operation. */
public enum BulkReply {
    /** Retried, cancelled, deleted or moved. */
    DONE(true),
    /** It runs and was asked to stop. */
    REQUESTED(true),
    /** Skipped: it had ended. */
    ENDED(false),
    /** Skipped: it waits or runs. */
    NOT_ENDED(false),
    /** Skipped: it succeeded. */
    SUCCEEDED(false),
    /** Skipped: it runs. */
    RUNNING(false),
    /** Skipped: somebody else was moving it at that moment. */
    BUSY(false),
    /** Skipped: it was removed. */
    GONE(false);

    private final boolean acted;

    BulkReply(boolean acted) {
        this.acted = acted;
    }

    /** Whether something was done to the job. */
    public boolean acted() {
        return acted;
    }
}
