/**
 * The outbox: requests that an application wrote into a table of its own schema, with its own data source and in its own
 * transaction, and their way into the store.
 *
 * <p>{@link io.nightshift.store.outbox.OutboxTable} is the application's side: rows of {@code nightshift_outbox}, which an
 * application writes and a mover locks, hands on and deletes. {@link io.nightshift.store.outbox.OutboxStore} is Nightshift's: it owns
 * {@code outbox_move}, where an entry stands from the commit that made its job until it is certainly gone from the application's table.
 * So an entry that is handed on twice, because somebody died between the two commits, is one job. Neither side ever takes part
 * in a transaction of the other.
 */
@NullMarked
package io.nightshift.store.outbox;

import org.jspecify.annotations.NullMarked;
