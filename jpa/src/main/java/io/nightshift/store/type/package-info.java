/**
 * Owns the table {@code type_setting}: the job types that are paused or limited in the whole cluster. Types without a row
 * are neither. Which types exist is no matter of the database's: each node knows its own. Only the use of a rate's period
 * is written by the claims.
 */
@NullMarked
package io.nightshift.store.type;

import org.jspecify.annotations.NullMarked;
