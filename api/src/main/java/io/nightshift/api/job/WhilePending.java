package io.nightshift.api.job;

/** What a request does that finds another job with its unique key pending. */
public enum WhilePending {
    /** Nothing is stored: the answer names the job that is pending, which is left as it is. */
    KEEP,
    /** The pending job is CANCELLED and this one takes its place; its delay begins anew. */
    REPLACE
}
