/**
 * What the engine sees of the store of jobs: what it can ask for, and the values in which it asks and is answered.
 *
 * <p>No SQL and no dependency on another room. Every move is one transaction whose delete or guarded update must hit the
 * row: no row means "lost", which is an answer and not an exception. The database's clock decides what is due, expired or
 * overdue; no caller passes it a "now".
 */
@NullMarked
package io.nightshift.store.port;

import org.jspecify.annotations.NullMarked;
