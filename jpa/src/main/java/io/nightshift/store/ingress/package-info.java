/**
 * Owns the tables {@code binding} (whose messages become which jobs) and {@code reject} (messages that could not).
 */
@NullMarked
package io.nightshift.store.ingress;

import org.jspecify.annotations.NullMarked;
