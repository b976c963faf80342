/**
 * The job type {@code retention.cleanup}: removes terminal jobs past their time, through
 * {@link io.nightshift.api.retention.Retention} only. Never touches a job that has not ended.
 */
@NullMarked
package io.nightshift.jobs.retention;

import org.jspecify.annotations.NullMarked;
