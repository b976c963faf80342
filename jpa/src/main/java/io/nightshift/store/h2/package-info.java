/**
 * The statements for H2: several small ones a move, in one transaction. Known to {@code store.boot} alone.
 */
@NullMarked
package io.nightshift.store.h2;

import org.jspecify.annotations.NullMarked;
