/**
 * Fires schedules: next instants, missed ones, overlap. Once per instant and cluster, by the store's unique key.
 */
@NullMarked
package io.nightshift.engine.schedule;

import org.jspecify.annotations.NullMarked;
