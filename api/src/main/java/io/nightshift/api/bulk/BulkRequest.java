package io.nightshift.api.bulk;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * An operation that somebody asks for.
 *
 * @param action what to do
 * @param filter to which jobs
 * @param to where to, for {@link BulkAction#MOVE}; null for the others
 * @param perSecond at most so many jobs a second; null for as fast as it goes
 * @param most stops after so many jobs were acted on; null for all
 * @param dryRun only counts what it would do
 */
public record BulkRequest(
        @NotNull BulkAction action,
        @NotNull BulkFilter filter,
        @Nullable BulkTarget to,
        @Min(1) @Max(MOST_PER_SECOND) @Nullable Integer perSecond,
        @Min(1) @Nullable Long most,
        boolean dryRun) {

    /** The largest throttle that is accepted. */
    public static final int MOST_PER_SECOND = 100_000;
}
