/**
 * The end of an attempt, and jobs that are given back: RUNNING to an outcome, to SCHEDULED, or to READY. Whoever takes a job
 * out of a claim has locked the claim's row.
 */
@NullMarked
package io.nightshift.store.finish;

import org.jspecify.annotations.NullMarked;
