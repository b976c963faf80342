/**
 * What differs between databases and how a transaction is run.
 *
 * <p>Owns the choice of the database, the start and end of transactions, and how values travel in and out of
 * statements. Knows no table and no move: those belong to the packages of their rows.
 */
@NullMarked
package io.nightshift.store.dialect;

import org.jspecify.annotations.NullMarked;
