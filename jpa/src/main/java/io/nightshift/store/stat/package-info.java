/**
 * Owns {@code job_stat}, the counters per minute, and reads what the places hold at this moment.
 */
@NullMarked
package io.nightshift.store.stat;

import org.jspecify.annotations.NullMarked;
