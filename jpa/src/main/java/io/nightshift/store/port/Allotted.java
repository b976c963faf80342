package io.nightshift.store.port;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a claim under limits answered.
 *
 * @param claimed what was taken; null for nothing
 * @param heldBack whether a limit, and not the lack of jobs, kept it from taking as many as were wanted
 * @param opensIn how long until a rate or a breaker lets the next job through; null if neither holds it back
 * @param probe whether what was taken is the one job by which an open breaker finds out whether things work again
 */
public record Allotted(
        @Nullable Claimed claimed,
        boolean heldBack,
        @Nullable Duration opensIn,
        boolean probe) {

    /** Of a type whose breaker is closed, or that has none. */
    public Allotted(@Nullable Claimed claimed, boolean heldBack, @Nullable Duration opensIn) {
        this(claimed, heldBack, opensIn, false);
    }
}
