/**
 * Owns the table {@code bulk_operation}: who started which operation, and how far it is.
 *
 * <p>A chunk is moved and written down in one transaction, guarded by the place up to which the one before it came: none is
 * done twice or left out, whatever crashes. Never writes a job's tables itself: the moves are those of {@code store.steer}.
 */
@NullMarked
package io.nightshift.store.bulk;

import org.jspecify.annotations.NullMarked;
