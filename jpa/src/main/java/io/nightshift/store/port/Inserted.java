package io.nightshift.store.port;

import io.nightshift.api.job.JobId;

/**
 * What became of one {@link NewJob}.
 *
 * @param id the new job, or the one that one of its keys names already
 * @param kind which of the two, or a conflict
 * @param ready true if the job lies in {@code ready}, so a lane should be woken
 */
public record Inserted(JobId id, Kind kind, boolean ready) {

    /** What became of it. */
    public enum Kind {
        /** Stored. */
        CREATED,
        /** Its idempotency key names a job with the same content, or its unique key a pending one; nothing was stored. */
        EXISTING,
        /** Its idempotency key names a job with other content; nothing was stored. */
        CONFLICT
    }
}
