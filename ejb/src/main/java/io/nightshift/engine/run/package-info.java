/**
 * Runs claimed jobs: the registry of handlers, the runner with its deadlines and cancellation, and finishing in batches.
 * No transaction is open while a handler runs.
 */
@NullMarked
package io.nightshift.engine.run;

import org.jspecify.annotations.NullMarked;
