/**
 * What must be done again and again on every node: promotion of due jobs, expiry, rescue, forgetting, pruning, statistics,
 * and whatever other packages add as a {@link io.nightshift.engine.maintain.Duty}.
 *
 * <p>Every duty may run on several nodes at once; the store's guarded moves make that harmless. A duty that fails or
 * waits keeps no other one from running, and two runs of one duty never overlap on a node. Rescue has a loop of its own.
 */
@NullMarked
package io.nightshift.engine.maintain;

import org.jspecify.annotations.NullMarked;
