/**
 * The job type {@code jobs.bulk}: walks through one operation, through {@link io.nightshift.api.bulk.Bulk} only. What was
 * not started by an operator it refuses.
 */
@NullMarked
package io.nightshift.jobs.bulk;

import org.jspecify.annotations.NullMarked;
