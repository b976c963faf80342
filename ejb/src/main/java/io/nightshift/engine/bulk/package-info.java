/**
 * Operations on all jobs that fit a filter: counts them, starts the job that walks through them, and lends that job the
 * store's moves.
 *
 * <p>An operation is a job with a row in {@code bulk_operation}; without that row a job may move nothing, so nobody gets
 * around the roles by submitting one. It looks at jobs in the order of their ids up to its own, once each. Every operation is
 * recorded in the audit, when it starts and when it has ended.
 */
@NullMarked
package io.nightshift.engine.bulk;

import org.jspecify.annotations.NullMarked;
