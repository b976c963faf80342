package io.nightshift.engine.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nightshift.api.job.IdempotencyScope;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.WhilePending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a request asks for beside its type and arguments, by the names that it has in the API; what is null is not written. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Options(
        @Nullable String queue,
        @Nullable Integer priority,
        @Nullable Instant runAt,
        @Nullable Duration delay,
        @Nullable Instant startBefore,
        @Nullable Duration timeout,
        @Nullable Integer maxAttempts,
        @Nullable String idempotencyKey,
        @Nullable List<@Nullable String> tags,
        @Nullable String concurrencyKey,
        @Nullable Integer concurrencyLimit,
        @Nullable String orderingKey,
        @Nullable String tenant,
        @Nullable Duration idempotencyPeriod,
        @Nullable IdempotencyScope idempotencyScope,
        @Nullable String uniqueKey,
        @Nullable WhilePending whilePending,
        @Nullable Duration timeLimit) {

    static Options of(JobRequest request) {
        boolean unique = request.uniqueKey() != null;
        return new Options(
                request.queue(),
                request.priority() == JobRequest.DEFAULT_PRIORITY ? null : request.priority(),
                request.runAt(),
                request.delay(),
                request.startBefore(),
                request.timeout(),
                request.maxAttempts(),
                request.idempotencyKey(),
                request.tags().isEmpty() ? null : List.copyOf(request.tags()),
                request.concurrencyKey(),
                request.concurrencyLimit(),
                request.orderingKey(),
                request.tenant(),
                request.idempotencyPeriod(),
                request.idempotencyScope() == IdempotencyScope.ALL ? null : request.idempotencyScope(),
                request.uniqueKey(),
                unique ? request.whilePending() : null,
                request.timeLimit());
    }

    /**
     * The request again; whether its values are acceptable is not asked here.
     *
     * @throws IllegalArgumentException if the options contradict each other
     */
    JobRequest request(String type, String args) {
        if (runAt != null && delay != null) {
            throw new IllegalArgumentException("delay: stands beside runAt; give one of them");
        }
        if ((concurrencyKey == null) != (concurrencyLimit == null)) {
            throw new IllegalArgumentException("concurrencyKey: and concurrencyLimit go together");
        }
        if (tags != null && tags.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("tags: must not contain null");
        }
        JobRequest request = JobRequest.of(type, args);
        request = delay == null ? request.withRunAt(runAt) : request.withDelay(delay);
        if (concurrencyKey != null && concurrencyLimit != null) {
            request = request.withConcurrencyKey(concurrencyKey, concurrencyLimit);
        }
        return request.withQueue(queue)
                .withPriority(priority == null ? JobRequest.DEFAULT_PRIORITY : priority)
                .withStartBefore(startBefore)
                .withTimeout(timeout)
                .withMaxAttempts(maxAttempts)
                .withIdempotencyKey(idempotencyKey)
                .withTags(
                        tags == null
                                ? List.of()
                                : tags.stream().map(Objects::requireNonNull).toList())
                .withOrderingKey(orderingKey)
                .withTenant(tenant)
                .withIdempotencyPeriod(idempotencyPeriod)
                .withIdempotencyScope(idempotencyScope == null ? IdempotencyScope.ALL : idempotencyScope)
                .withUniqueKey(uniqueKey, whilePending == null ? WhilePending.KEEP : whilePending)
                .withTimeLimit(timeLimit);
    }
}
