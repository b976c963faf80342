/**
 * Runs each move of a job in its transaction. Puts the rooms together: {@link io.nightshift.store.move.Moves} names every
 * statement that is written for one database, so that a move is found from here in one step.
 *
 * <p>The rooms of the moves together own the tables {@code job}, {@code scheduled}, {@code blocked}, {@code ready},
 * {@code claim}, {@code outcome} and what hangs on a job; nobody else writes them.
 */
@NullMarked
package io.nightshift.store.move;

import org.jspecify.annotations.NullMarked;
