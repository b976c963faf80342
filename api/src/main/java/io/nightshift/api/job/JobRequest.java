package io.nightshift.api.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for: work of one type with its arguments. Immutable; start with {@link #of} and refine with the
 * {@code with…} methods, each of which returns a changed copy.
 *
 * <pre>{@code
 * jobs.submit(JobRequest.of("invoice.render", new RenderInvoice(4711))
 *         .withQueue("documents")
 *         .withDelay(Duration.ofMinutes(5))
 *         .withIdempotencyKey("invoice-4711"));
 * }</pre>
 *
 * <p>What is left out takes the job type's default. Whether a value is acceptable (lengths, the type's own argument
 * rules) is decided when the request is submitted, and told all at once.
 */
public final class JobRequest {

    /** The priority of a job that names none. */
    public static final int DEFAULT_PRIORITY = 5;

    private final String type;
    private final @Nullable Object args;
    private final @Nullable String queue;
    private final int priority;
    private final @Nullable Instant runAt;
    private final @Nullable Duration delay;
    private final @Nullable Instant startBefore;
    private final @Nullable Duration timeout;
    private final @Nullable Integer maxAttempts;
    private final @Nullable String idempotencyKey;
    private final List<String> tags;
    private final @Nullable String concurrencyKey;
    private final @Nullable Integer concurrencyLimit;
    private final @Nullable String orderingKey;
    private final @Nullable String tenant;
    private final @Nullable Duration idempotencyPeriod;
    private final IdempotencyScope idempotencyScope;
    private final @Nullable String uniqueKey;
    private final WhilePending whilePending;
    private final @Nullable Duration timeLimit;

    private JobRequest(Draft draft) {
        this.type = Objects.requireNonNull(draft.type, "type");
        this.args = draft.args;
        this.queue = draft.queue;
        this.priority = draft.priority;
        this.runAt = draft.runAt;
        this.delay = draft.delay;
        this.startBefore = draft.startBefore;
        this.timeout = draft.timeout;
        this.maxAttempts = draft.maxAttempts;
        this.idempotencyKey = draft.idempotencyKey;
        this.tags = List.copyOf(draft.tags);
        this.concurrencyKey = draft.concurrencyKey;
        this.concurrencyLimit = draft.concurrencyLimit;
        this.orderingKey = draft.orderingKey;
        this.tenant = draft.tenant;
        this.idempotencyPeriod = draft.idempotencyPeriod;
        this.idempotencyScope = draft.idempotencyScope;
        this.uniqueKey = draft.uniqueKey;
        this.whilePending = draft.whilePending;
        this.timeLimit = draft.timeLimit;
    }

    /**
     * Asks for a job that needs no arguments.
     *
     * @param type a known job type such as {@code csv.import}
     */
    public static JobRequest of(String type) {
        return of(type, null);
    }

    /**
     * Asks for a job.
     *
     * @param type a known job type such as {@code csv.import}
     * @param args the arguments: a record or other value that is written as a JSON object, or a {@code String} that
     *     already is one; null means an empty object
     */
    public static JobRequest of(String type, @Nullable Object args) {
        return new JobRequest(new Draft(type, args));
    }

    /** Runs in this queue instead of the type's default; at most 100 characters of {@code a-z 0-9 . _ -}. */
    public JobRequest withQueue(@Nullable String newQueue) {
        return changed(draft -> draft.queue = newQueue);
    }

    /** Places the job among those that are due in its queue: 0 runs first, 9 last; the default is 5. */
    public JobRequest withPriority(int newPriority) {
        return changed(draft -> draft.priority = newPriority);
    }

    /** Runs no earlier than this instant; replaces a delay. The past means at once. */
    public JobRequest withRunAt(@Nullable Instant newRunAt) {
        return changed(draft -> {
            draft.runAt = newRunAt;
            draft.delay = null;
        });
    }

    /** Runs no earlier than this long after its submission, by the database's clock; replaces a {@code runAt}. */
    public JobRequest withDelay(@Nullable Duration newDelay) {
        return changed(draft -> {
            draft.delay = newDelay;
            draft.runAt = null;
        });
    }

    /** Ends the job as {@link JobState#EXPIRED} if no attempt has started by this instant; the default is never. */
    public JobRequest withStartBefore(@Nullable Instant newStartBefore) {
        return changed(draft -> draft.startBefore = newStartBefore);
    }

    /** Stops each attempt after this long and counts it as failed; 1 ms to 30 days. */
    public JobRequest withTimeout(@Nullable Duration newTimeout) {
        return changed(draft -> draft.timeout = newTimeout);
    }

    /**
     * Ends the job if it has not ended this long after it was first due, over all attempts and the waits between them; 1 s
     * to 365 days. One that never started is {@link JobState#EXPIRED}; one that runs is stopped as by a timeout and is
     * {@link JobState#DEAD}, as is one whose next attempt would come too late. An operator's retry starts the limit anew.
     */
    public JobRequest withTimeLimit(@Nullable Duration newTimeLimit) {
        return changed(draft -> draft.timeLimit = newTimeLimit);
    }

    /** Gives up after this many failed attempts; 1 to 100. */
    public JobRequest withMaxAttempts(@Nullable Integer newMaxAttempts) {
        return changed(draft -> draft.maxAttempts = newMaxAttempts);
    }

    /**
     * Makes repeating this submission harmless: the same key with the same content names the job that exists already,
     * with other content it is refused. At most 200 characters.
     */
    public JobRequest withIdempotencyKey(@Nullable String newKey) {
        return changed(draft -> draft.idempotencyKey = newKey);
    }

    /**
     * Lets the idempotency key stand for this long, whether its job is kept shorter or longer; afterwards the same key makes
     * a new job. 1 s to 365 days; by default the key stands as long as its job is kept.
     */
    public JobRequest withIdempotencyPeriod(@Nullable Duration newPeriod) {
        return changed(draft -> draft.idempotencyPeriod = newPeriod);
    }

    /** Says among which requests the idempotency key must differ; {@link IdempotencyScope#ALL} by default. */
    public JobRequest withIdempotencyScope(IdempotencyScope newScope) {
        Objects.requireNonNull(newScope, "newScope");
        return changed(draft -> draft.idempotencyScope = newScope);
    }

    /**
     * Lets at most one job with this key be pending, that is, wait for its first attempt (SCHEDULED, BLOCKED or READY). A job
     * that a node has taken is not pending any more: another one is stored beside it.
     *
     * @param key such as {@code reindex:42}, shared by all callers, at most 200 characters; null for none
     * @param ifPending what becomes of this request if another job with the key is pending
     */
    public JobRequest withUniqueKey(@Nullable String key, WhilePending ifPending) {
        Objects.requireNonNull(ifPending, "ifPending");
        return changed(draft -> {
            draft.uniqueKey = key;
            draft.whilePending = ifPending;
        });
    }

    /** Words to find the job by: at most 10, each at most 100 characters. */
    public JobRequest withTags(String... newTags) {
        return withTags(List.of(newTags));
    }

    /** Words to find the job by: at most 10, each at most 100 characters. */
    public JobRequest withTags(List<String> newTags) {
        return changed(draft -> draft.tags = new ArrayList<>(newTags));
    }

    /**
     * Runs at most {@code limit} jobs with this key at once, in the whole cluster and over all queues; the others are {@link
     * JobState#BLOCKED}. They take turns in the order of submission. The key is free while a job waits for its next attempt.
     * The limit of the latest submission counts for all jobs with the key.
     *
     * @param key such as {@code tenant:42}, at most 200 characters; null for none
     * @param limit 1 to 1,000
     */
    public JobRequest withConcurrencyKey(@Nullable String key, int limit) {
        return changed(draft -> {
            draft.concurrencyKey = key;
            draft.concurrencyLimit = key == null ? null : limit;
        });
    }

    /**
     * Runs jobs with this key one after the other in the order of submission, in the whole cluster and over all queues; those
     * that wait are {@link JobState#BLOCKED}, and jobs with other keys or none pass them. A job keeps its place until it has
     * ended, also between two attempts. One that is not due yet when it is submitted takes its place when it is. Excludes a
     * concurrency key.
     *
     * @param key such as {@code order:4711}, at most 200 characters; null for none
     */
    public JobRequest withOrderingKey(@Nullable String key) {
        return changed(draft -> draft.orderingKey = key);
    }

    /**
     * Says for whom the job is. The tenants of a queue take turns, so that nobody's many jobs hold up another's few; inside
     * a tenant jobs go by priority, then age. Jobs without a tenant are one tenant like any other. It is about order alone:
     * who may see or steer a job does not depend on it.
     *
     * @param newTenant 1 to 100 characters; null for none
     */
    public JobRequest withTenant(@Nullable String newTenant) {
        return changed(draft -> draft.tenant = newTenant);
    }

    public String type() {
        return type;
    }

    public @Nullable Object args() {
        return args;
    }

    public @Nullable String queue() {
        return queue;
    }

    public int priority() {
        return priority;
    }

    public @Nullable Instant runAt() {
        return runAt;
    }

    public @Nullable Duration delay() {
        return delay;
    }

    public @Nullable Instant startBefore() {
        return startBefore;
    }

    public @Nullable Duration timeout() {
        return timeout;
    }

    public @Nullable Integer maxAttempts() {
        return maxAttempts;
    }

    public @Nullable String idempotencyKey() {
        return idempotencyKey;
    }

    public List<String> tags() {
        return tags;
    }

    public @Nullable String concurrencyKey() {
        return concurrencyKey;
    }

    public @Nullable Integer concurrencyLimit() {
        return concurrencyLimit;
    }

    public @Nullable String orderingKey() {
        return orderingKey;
    }

    public @Nullable String tenant() {
        return tenant;
    }

    public @Nullable Duration idempotencyPeriod() {
        return idempotencyPeriod;
    }

    public IdempotencyScope idempotencyScope() {
        return idempotencyScope;
    }

    public @Nullable String uniqueKey() {
        return uniqueKey;
    }

    public WhilePending whilePending() {
        return whilePending;
    }

    public @Nullable Duration timeLimit() {
        return timeLimit;
    }

    private JobRequest changed(java.util.function.Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new JobRequest(draft);
    }

    private static final class Draft {
        private final String type;
        private final @Nullable Object args;
        private @Nullable String queue;
        private int priority = DEFAULT_PRIORITY;
        private @Nullable Instant runAt;
        private @Nullable Duration delay;
        private @Nullable Instant startBefore;
        private @Nullable Duration timeout;
        private @Nullable Integer maxAttempts;
        private @Nullable String idempotencyKey;
        private List<String> tags = List.of();
        private @Nullable String concurrencyKey;
        private @Nullable Integer concurrencyLimit;
        private @Nullable String orderingKey;
        private @Nullable String tenant;
        private @Nullable Duration idempotencyPeriod;
        private IdempotencyScope idempotencyScope = IdempotencyScope.ALL;
        private @Nullable String uniqueKey;
        private WhilePending whilePending = WhilePending.KEEP;
        private @Nullable Duration timeLimit;

        private Draft(String type, @Nullable Object args) {
            this.type = type;
            this.args = args;
        }

        private Draft(JobRequest from) {
            this(from.type, from.args);
            this.queue = from.queue;
            this.priority = from.priority;
            this.runAt = from.runAt;
            this.delay = from.delay;
            this.startBefore = from.startBefore;
            this.timeout = from.timeout;
            this.maxAttempts = from.maxAttempts;
            this.idempotencyKey = from.idempotencyKey;
            this.tags = from.tags;
            this.concurrencyKey = from.concurrencyKey;
            this.concurrencyLimit = from.concurrencyLimit;
            this.orderingKey = from.orderingKey;
            this.tenant = from.tenant;
            this.idempotencyPeriod = from.idempotencyPeriod;
            this.idempotencyScope = from.idempotencyScope;
            this.uniqueKey = from.uniqueKey;
            this.whilePending = from.whilePending;
            this.timeLimit = from.timeLimit;
        }
    }
}
