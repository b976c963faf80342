package io.nightshift.store.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The period of a rate as it stood when it was read.
 *
 * @param start when it began, by the database's clock; null if none has begun
 * @param used how many jobs were taken in it
 */
public record Window(@Nullable Instant start, int used) {

    /** None has begun. */
    public static final Window UNUSED = new Window(null, 0);
}
