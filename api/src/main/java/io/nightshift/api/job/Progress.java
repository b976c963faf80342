package io.nightshift.api.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a running job says it is.
 *
 * @param done units finished, 0 or more
 * @param total units in all; 0 while not known
 * @param note what is being done, for people; at most 500 characters
 * @param at when this was stored, by the database's clock
 */
public record Progress(long done, long total, @Nullable String note, Instant at) {

    /** Percent finished, 0 to 100; -1 while {@code total} is not known. */
    public int percent() {
        if (total <= 0) {
            return -1;
        }
        return (int) Math.max(0, Math.min(100, Math.round(100.0 * done / total)));
    }
}
