/**
 * Owns the tables {@code schedule} and {@code schedule_fire}. Firing inserts the job through {@code store.submit} in the same
 * transaction; the unique key of {@code schedule_fire} is what makes an instant fire once.
 */
@NullMarked
package io.nightshift.store.schedule;

import org.jspecify.annotations.NullMarked;
