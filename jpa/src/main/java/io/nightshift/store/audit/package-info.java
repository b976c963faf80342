/**
 * Owns the table {@code audit}: who did what to what. Rows are only ever added.
 */
@NullMarked
package io.nightshift.store.audit;

import org.jspecify.annotations.NullMarked;
