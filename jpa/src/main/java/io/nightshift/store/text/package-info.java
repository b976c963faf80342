/**
 * Makes text of others fit into a column. Pure computation.
 */
@NullMarked
package io.nightshift.store.text;

import org.jspecify.annotations.NullMarked;
