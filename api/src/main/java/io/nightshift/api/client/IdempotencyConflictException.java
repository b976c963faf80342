package io.nightshift.api.client;

import io.nightshift.api.job.JobId;

/** An idempotency key was used before, for a request with other content. Nothing was stored. */
public class IdempotencyConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient JobId existing;

    /**
     * Names both.
     *
     * @param key the key
     * @param existing the job it names
     */
    public IdempotencyConflictException(String key, JobId existing) {
        super("Idempotency key '" + key + "' already names job " + existing
                + " with other content; use a new key, or repeat that request unchanged");
        this.existing = existing;
    }

    /** The job that the key names. */
    public JobId existing() {
        return existing;
    }
}
