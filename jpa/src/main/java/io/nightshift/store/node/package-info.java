/**
 * Owns the table {@code node}: one row per server start (incarnation), renewed with the database's clock. Never touches
 * jobs: taking them back from a node that went away is a move of {@code store.duty}.
 */
@NullMarked
package io.nightshift.store.node;

import org.jspecify.annotations.NullMarked;
