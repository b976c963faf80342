package io.nightshift.web.rest.job;

import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.api.job.IdempotencyScope;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.WhilePending;
import io.nightshift.web.rest.json.RawObject;
import io.nightshift.web.rest.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request for one job as it stands in a body; what is left out takes the job type's default. */
record JobBody(
        @Nullable String type,
        @Nullable String queue,
        @Nullable Integer priority,
        @Nullable RawObject args,
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

    /**
     * Translates; whether the values are acceptable is the engine's to say.
     *
     * @param headerKey the key given in the header; null if none was
     */
    JobRequest toRequest(@Nullable String headerKey) {
        List<Violation> violations = violations("");
        if (headerKey != null && idempotencyKey != null && !headerKey.equals(idempotencyKey)) {
            violations.add(
                    new Violation("idempotencyKey", "differs from the header Idempotency-Key; give one of them"));
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return translate().withIdempotencyKey(headerKey == null ? idempotencyKey : headerKey);
    }

    /** What cannot be translated; {@code prefix} is put before the fields. */
    List<Violation> violations(String prefix) {
        List<Violation> found = new ArrayList<>();
        if (type == null) {
            found.add(new Violation(prefix + "type", "is missing"));
        }
        if (runAt != null && delay != null) {
            found.add(new Violation(prefix + "delay", "stands beside runAt; give one of them"));
        }
        if (tags != null && tags.stream().anyMatch(Objects::isNull)) {
            found.add(new Violation(prefix + "tags", "must not contain null"));
        }
        if ((concurrencyKey == null) != (concurrencyLimit == null)) {
            found.add(new Violation(prefix + "concurrencyKey", "and concurrencyLimit go together"));
        }
        // KEEP is what holds without it, so programs that send every default may send it.
        if (whilePending == WhilePending.REPLACE && uniqueKey == null) {
            found.add(new Violation(prefix + "whilePending", "needs a uniqueKey beside it"));
        }
        return found;
    }

    /** Only for what has no violations. */
    JobRequest translate() {
        String text = args == null ? null : args.text();
        JobRequest request = JobRequest.of(Objects.requireNonNull(type), text);
        // Setting either clears the other, even with null.
        request = delay == null ? request.withRunAt(runAt) : request.withDelay(delay);
        if (concurrencyKey != null && concurrencyLimit != null) {
            request = request.withConcurrencyKey(concurrencyKey, concurrencyLimit);
        }
        return request.withOrderingKey(orderingKey)
                .withTenant(tenant)
                .withQueue(queue)
                .withPriority(priority == null ? JobRequest.DEFAULT_PRIORITY : priority)
                .withStartBefore(startBefore)
                .withTimeout(timeout)
                .withMaxAttempts(maxAttempts)
                .withIdempotencyKey(idempotencyKey)
                .withIdempotencyPeriod(idempotencyPeriod)
                .withIdempotencyScope(idempotencyScope == null ? IdempotencyScope.ALL : idempotencyScope)
                .withUniqueKey(uniqueKey, whilePending == null ? WhilePending.KEEP : whilePending)
                .withTimeLimit(timeLimit)
                .withTags(
                        tags == null
                                ? List.of()
                                : tags.stream().map(Objects::requireNonNull).toList());
    }
}
