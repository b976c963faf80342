package io.nightshift.store.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a claim under limits answered.
 *
 * @param claimed what was taken; null for nothing
 * @param heldBack whether a limit, and not the lack of jobs, kept it from taking as many as were wanted
 * @param opensIn how long until a rate lets the next job through; null if no rate holds it back
 */
public record Allotted(
        @Nullable Claimed claimed,
        boolean heldBack,
        @Nullable Duration opensIn) {}
