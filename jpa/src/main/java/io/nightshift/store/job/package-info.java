/**
 * The places a job can lie in, the moves between them, and the read side.
 *
 * <p>Owns the tables {@code job}, {@code scheduled}, {@code blocked}, {@code ready}, {@code claim}, {@code outcome} and
 * what hangs on a job. Nobody else writes them. Every move is one transaction whose delete or guarded update must hit
 * the row: no row means "lost", which is an answer and not an exception. The database's clock decides what is due,
 * expired or overdue; no caller passes it a "now".
 */
@NullMarked
package io.nightshift.store.job;

import org.jspecify.annotations.NullMarked;
