package io.nightshift.test.faults.check;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the database holds after the recovery, of one run's queue.
 *
 * @param rejects the JMSMessageIDs of all rejects, one for each row
 * @param counted attempts that the counters per minute call SUCCEEDED
 * @param orphans what is held by nobody, in words: claims without a node, keys without a holder, prepared transactions
 */
public record Rows(
        List<Job> jobs,
        List<Outcome> outcomes,
        List<Attempt> attempts,
        List<Place> places,
        List<Fire> fires,
        List<String> rejects,
        long counted,
        List<String> orphans) {

    /**
     * @param key the idempotency key; null if its caller gave none
     * @param schedule that fired it; null if none did
     * @param gate the concurrency or ordering key; null without
     * @param most how many jobs of the gate may run at once
     */
    public record Job(
            String id,
            @Nullable String key,
            @Nullable String schedule,
            @Nullable String gate,
            int most) {}

    public record Outcome(String job, String state, int attempt) {}

    /** @param kind such as LOST or FAILED */
    public record Attempt(String job, int attempt, String kind) {}

    /** @param name where a job lies that has not ended */
    public record Place(String job, String name) {}

    public record Fire(
            String schedule,
            Instant at,
            String result,
            @Nullable String job) {}
}
