/**
 * READY to RUNNING: what a node takes, in which order, and within which limits. Owns the making of {@code claim} rows; reads
 * the limits of queues and types and locks their rows.
 */
@NullMarked
package io.nightshift.store.claim;

import org.jspecify.annotations.NullMarked;
