package io.nightshift.engine.submit;

import io.nightshift.api.job.JobId;

/**
 * The answer to a request.
 *
 * @param id the job
 * @param created false if its idempotency key or unique key named it already
 */
public record Submitted(JobId id, boolean created) {}
