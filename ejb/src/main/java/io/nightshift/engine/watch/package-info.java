/**
 * Lets callers hear of the end of jobs without a thread that waits: those that end on this node at once, those that end elsewhere,
 * or before they start, within about a second, by one look for all.
 *
 * <p>Owns who waits for which job, and for how long. Never answers anybody itself, and holds nothing of who has left.
 */
@NullMarked
package io.nightshift.engine.watch;

import org.jspecify.annotations.NullMarked;
