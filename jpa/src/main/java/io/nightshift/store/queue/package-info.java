/**
 * Owns the table {@code queue}: which queues exist, how many of their jobs a node runs at once, and which are paused.
 */
@NullMarked
package io.nightshift.store.queue;

import org.jspecify.annotations.NullMarked;
