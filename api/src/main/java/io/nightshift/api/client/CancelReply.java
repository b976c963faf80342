package io.nightshift.api.client;

/** What came of a request to cancel. */
public enum CancelReply {
    /** It had not started and never will. */
    CANCELLED,
    /** It runs, and its handler has been asked to stop. */
    REQUESTED,
    /** Too late: it had ended. */
    ENDED,
    /** There is no such job. */
    NOT_FOUND
}
