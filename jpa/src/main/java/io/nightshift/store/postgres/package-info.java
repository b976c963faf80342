/**
 * The statements for PostgreSQL: one a move, because a round trip costs more than what it does. Known to {@code store.boot}
 * alone.
 */
@NullMarked
package io.nightshift.store.postgres;

import org.jspecify.annotations.NullMarked;
