/**
 * Owns the table {@code type_setting}: the job types that are paused, limited, or have a breaker, in the whole cluster. Types
 * without a row have none of it. Which types exist is no matter of the database's: each node knows its own. Only the use of a rate's period
 * and which job probes for an open breaker are written by the claims.
 */
@NullMarked
package io.nightshift.store.type;

import org.jspecify.annotations.NullMarked;
