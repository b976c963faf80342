/**
 * New jobs: into READY, SCHEDULED or BLOCKED, with what their idempotency and unique keys decide. Owns
 * {@code idempotency} and {@code job_tag}; a job that is replaced is cancelled by {@code store.steer}.
 */
@NullMarked
package io.nightshift.store.submit;

import org.jspecify.annotations.NullMarked;
