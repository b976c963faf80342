/**
 * What a handler's answer or exception means for its job, and the texts that are kept of a failure. Decides only: nothing
 * here writes, waits, or knows where the attempt runs.
 */
@NullMarked
package io.nightshift.engine.outcome;

import org.jspecify.annotations.NullMarked;
