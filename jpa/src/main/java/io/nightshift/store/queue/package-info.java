/**
 * Owns the table {@code queue}: which queues exist, how many of their jobs run at once per node and in the cluster, at
 * which rate they are taken, and which are paused. Only the use of a rate's period is written by the claims.
 */
@NullMarked
package io.nightshift.store.queue;

import org.jspecify.annotations.NullMarked;
