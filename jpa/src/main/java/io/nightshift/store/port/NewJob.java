package io.nightshift.store.port;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.WhilePending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A validated request on its way into the store.
 *
 * @param id a new id of version 7
 * @param type the job type
 * @param queue the queue, never null: defaults are filled in already
 * @param priority 0 to 9
 * @param args a JSON object
 * @param maxAttempts 1 to 100
 * @param timeout of one attempt; zero for none
 * @param runAt earliest start; null for at once or for {@code delay}
 * @param delay earliest start from now on, by the database's clock; null for none
 * @param startBefore latest first start; null for none
 * @param key what makes repeating the request harmless; null for nothing
 * @param tags to find the job by
 * @param submitter who asks
 * @param source by which way
 * @param scheduleId the schedule that fired it; null if none did
 * @param gate what it has to pass before it is ready; null for nothing
 * @param tenant for whom it is; null if it names none
 * @param unique what no two pending jobs may share; null for nothing
 * @param timeLimit from when it is first due to its end; zero for none
 */
public record NewJob(
        JobId id,
        String type,
        String queue,
        int priority,
        String args,
        int maxAttempts,
        Duration timeout,
        @Nullable Instant runAt,
        @Nullable Duration delay,
        @Nullable Instant startBefore,
        @Nullable Key key,
        List<String> tags,
        String submitter,
        Source source,
        @Nullable UUID scheduleId,
        @Nullable Gate gate,
        @Nullable String tenant,
        @Nullable Unique unique,
        Duration timeLimit) {

    /** By which way a request came. */
    public enum Source {
        HTTP,
        JMS,
        CODE,
        CONSOLE,
        SCHEDULE
    }

    /**
     * An idempotency key.
     *
     * @param scope who shares the key: empty for keys that callers choose, else a prefix of the engine's own
     * @param value the key
     * @param requestHash SHA-256 of the request's content, 64 hexadecimal digits
     * @param period how long it stands, by the database's clock; null for as long as its job is kept
     */
    public record Key(
            String scope,
            String value,
            String requestHash,
            @Nullable Duration period) {}

    /**
     * A unique key.
     *
     * @param key shared by all callers
     * @param ifPending what becomes of this job if another one with the key is pending
     */
    public record Unique(String key, WhilePending ifPending) {}
}
