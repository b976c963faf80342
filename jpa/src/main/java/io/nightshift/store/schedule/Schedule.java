package io.nightshift.store.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule for when to submit a job.
 *
 * @param id its id
 * @param name unique, for people
 * @param type the job type
 * @param queue the queue; null for the type's default
 * @param priority 0 to 9
 * @param args a JSON object
 * @param cron when, five fields (or six with seconds first); null if {@code interval} says it
 * @param zone the time zone the cron is read in
 * @param interval from one instant to the next; null if {@code cron} says it
 * @param overlap what to do while the last job has not ended
 * @param pausedBy who paused it; null if it is not paused
 * @param pausedAt since when; null if it is not paused
 * @param nextFireAt the next trigger; null if there is none any more
 * @param lastFireAt the last one; null before the first
 * @param lastJobId the job of the last one; null before the first
 * @param createdBy who made it
 * @param createdAt when
 * @param updatedAt when it was last changed by somebody
 * @param version rises with each change by somebody, for optimistic locking
 */
public record Schedule(
        UUID id,
        String name,
        String type,
        @Nullable String queue,
        int priority,
        String args,
        @Nullable String cron,
        ZoneId zone,
        @Nullable Duration interval,
        Overlap overlap,
        @Nullable String pausedBy,
        @Nullable Instant pausedAt,
        @Nullable Instant nextFireAt,
        @Nullable Instant lastFireAt,
        @Nullable UUID lastJobId,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** What to do at an instant while the job of the last one has not ended. */
    public enum Overlap {
        /** Submit another. */
        ALLOW,
        /** Submit none, and say so. */
        SKIP
    }

    /** Tells whether it does not fire. */
    public boolean paused() {
        return pausedAt != null;
    }
}
