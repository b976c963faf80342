/**
 * Text of others: whether it can be stored, what of it fits into a column, its length and its digest. Pure computation.
 */
@NullMarked
package io.nightshift.store.text;

import org.jspecify.annotations.NullMarked;
