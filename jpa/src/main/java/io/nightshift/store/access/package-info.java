/**
 * Owns the table {@code access_rule}: who may submit jobs of a type or into a queue. It decides nothing.
 */
@NullMarked
package io.nightshift.store.access;

import org.jspecify.annotations.NullMarked;
