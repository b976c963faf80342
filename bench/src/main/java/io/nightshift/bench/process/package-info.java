/** Programs that the bench starts beside itself. None outlives it, however it ends. */
@NullMarked
package io.nightshift.bench.process;

import org.jspecify.annotations.NullMarked;
