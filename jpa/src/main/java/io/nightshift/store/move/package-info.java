/**
 * Runs each move of a job in its transaction. Puts the rooms together: {@link io.nightshift.store.move.Moves} names every
 * statement that is written for one database, so that a move is found from here in one step.
 *
 * <p>The rooms of the moves together own the tables {@code job}, {@code scheduled}, {@code blocked}, {@code ready},
 * {@code claim}, {@code outcome} and what hangs on a job; nobody else writes them.
 *
 * <p><b>The order of locks.</b> Whoever locks several rows takes them in this order, and rows of one table in the order of
 * their keys. So nobody waits for somebody who waits for him.
 *
 * <ol>
 *   <li>the limits of a queue, then of a type; the row of a bulk operation;
 *   <li>what holds the job: {@code claim}, or {@code outcome};
 *   <li>{@code pending_key};
 *   <li>{@code idempotency};
 *   <li>{@code expiry};
 *   <li>where the job waits: {@code scheduled}, {@code blocked}, {@code ready};
 *   <li>{@code progress} and what else hangs on the job;
 *   <li>{@code key_gate}, and under its lock {@code key_holder}.
 * </ol>
 *
 * <p>Nobody waits for a gate while he holds anything but gates: a move leaves out those that are locked and settles them once
 * it is committed ({@link io.nightshift.store.key.Settlement}). Moves of many jobs that somebody else may be moving (chunks,
 * duties) skip locked rows instead of waiting for them; so does the end of an attempt with deadlines.
 */
@NullMarked
package io.nightshift.store.move;

import org.jspecify.annotations.NullMarked;
