package io.nightshift.api.job;

/** Among which requests an idempotency key means the same job. */
public enum IdempotencyScope {
    /** All requests. */
    ALL,
    /** Requests for the same job type. */
    TYPE,
    /** Requests of the same caller: the user who signed in, whichever way the request came. */
    SUBMITTER
}
