/**
 * Nightshift's own API without its authentication, to tell what that costs: a copy of its classes in a web application of
 * the bench that has no security domain. For the bench alone: whoever asks may do everything.
 */
@NullMarked
package io.nightshift.bench.open;

import org.jspecify.annotations.NullMarked;
