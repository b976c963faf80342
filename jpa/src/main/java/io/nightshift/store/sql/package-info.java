/**
 * How a transaction is run and how values travel in and out of statements. Knows no table and no move: those belong to the
 * packages of their rows.
 */
@NullMarked
package io.nightshift.store.sql;

import org.jspecify.annotations.NullMarked;
