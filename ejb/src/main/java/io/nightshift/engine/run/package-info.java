/**
 * Runs claimed jobs: what this node holds, the runner with its deadlines and cancellation, what a run sees and says of
 * itself. No transaction is open while a handler runs. How an end is written down is not known here.
 */
@NullMarked
package io.nightshift.engine.run;

import org.jspecify.annotations.NullMarked;
