package io.nightshift.api.client;

/** What came of a request to run a job again. */
public enum RetryReply {
    /** It is ready again. */
    RETRIED,
    /** It waits or runs, so there is nothing to retry. */
    NOT_ENDED,
    /** It succeeded; submit a new job instead. */
    SUCCEEDED,
    /** There is no such job. */
    NOT_FOUND
}
