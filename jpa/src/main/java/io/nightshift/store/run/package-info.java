/**
 * What running jobs tell of themselves: that they have started, progress, log lines, checkpoints. Owns {@code progress},
 * {@code job_log} and {@code checkpoint}.
 */
@NullMarked
package io.nightshift.store.run;

import org.jspecify.annotations.NullMarked;
