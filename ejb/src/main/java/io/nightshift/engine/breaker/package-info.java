/**
 * Watches how attempts of a type end on this node, and opens and closes its breaker in the store, which decides. Never
 * starts or ends an attempt.
 */
@NullMarked
package io.nightshift.engine.breaker;

import org.jspecify.annotations.NullMarked;
