package io.nightshift.engine.bulk;

import io.nightshift.api.bulk.Bulk;
import io.nightshift.api.bulk.BulkReply;
import io.nightshift.api.bulk.BulkRequest;
import io.nightshift.api.bulk.BulkStep;
import io.nightshift.api.bulk.BulkTally;
import io.nightshift.api.bulk.BulkTarget;
import io.nightshift.api.job.JobId;
import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.bulk.BulkStore;
import io.nightshift.store.bulk.BulkStore.Operation;
import io.nightshift.store.bulk.BulkStore.Stepped;
import io.nightshift.store.port.ChunkMove;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobWalk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks by {@link JobWalk}, moves by {@link BulkStore}, and wakes the lanes of what became ready. */
@ApplicationScoped
public class StoreBulk implements Bulk {

    static final int LARGEST_CHUNK = 500;

    private static final int COUNTED_AT_ONCE = 10_000;
    private static final int COUNTS = 10;

    private final BulkStore store;
    private final JobWalk walk;
    private final JobSearch search;
    private final AuditStore audit;
    private final Told told;

    /** Who is told of ready jobs. */
    record Told(Wake wake, Announcer announcer) {}

    @Inject
    StoreBulk(BulkStore store, JobWalk walk, JobSearch search, AuditStore audit, Wake wake, Announcer announcer) {
        this(store, walk, search, audit, new Told(wake, announcer));
    }

    StoreBulk(BulkStore store, JobWalk walk, JobSearch search, AuditStore audit, Told told) {
        this.store = store;
        this.walk = walk;
        this.search = search;
        this.audit = audit;
        this.told = told;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected StoreBulk() {
        this(null, null, null, null, null);
    }

    @Override
    public Optional<BulkTally> find(JobId operation) {
        return store.find(operation).map(Operation::tally);
    }

    @Override
    public long total(JobId operation, BulkRequest request) {
        Operation started = started(operation);
        long total = started.tally().matched();
        JobId at = started.walkedTo();
        for (int i = 0; i < COUNTS; i++) {
            JobWalk.Chunk chunk = next(operation, request, at, COUNTED_AT_ONCE);
            total += chunk.jobs().size();
            at = chunk.next();
            if (at == null) {
                return total;
            }
        }
        return 0;
    }

    @Override
    public BulkStep next(JobId operation, BulkRequest request, int limit) {
        if (limit < 1 || limit > LARGEST_CHUNK) {
            throw new IllegalArgumentException("A chunk is 1 to " + LARGEST_CHUNK + " jobs, was " + limit);
        }
        Operation started = started(operation);
        JobId from = started.walkedTo();
        JobWalk.Chunk chunk = next(operation, request, from, limit);
        List<JobId> jobs = chunk.jobs();
        if (jobs.isEmpty() && chunk.next() == null) {
            return new BulkStep(started.tally(), 0, true);
        }
        JobId to = chunk.next() != null ? chunk.next() : jobs.get(jobs.size() - 1);
        Stepped stepped = request.dryRun()
                ? store.pretend(operation, from, to, foresee(request, jobs))
                : store.step(operation, from, to, jobs, move(request, started.who()));
        stepped.queues().forEach(queue -> {
            told.wake().wake(queue);
            told.announcer().announce(queue);
        });
        return new BulkStep(stepped.tally(), jobs.size(), chunk.next() == null);
    }

    @Override
    public void end(JobId operation) {
        Operation started = started(operation);
        if (started.endedAt() == null) {
            // Before it is known to have ended: rather told twice than not at all.
            audit.add(started.who(), "bulk.end", operation.toString(), BulkWords.describe(started.tally()));
            store.end(operation);
        }
    }

    private Operation started(JobId operation) {
        return store.find(operation)
                .orElseThrow(() -> new IllegalArgumentException("Nobody has started operation " + operation));
    }

    /** Only jobs older than the operation: so neither itself, nor what is submitted meanwhile, nor anything for ever. */
    private JobWalk.Chunk next(JobId operation, BulkRequest request, @Nullable JobId from, int limit) {
        return walk.next(BulkQuery.of(request.action(), request.filter()), from, operation, limit);
    }

    private Map<BulkReply, Long> foresee(BulkRequest request, List<JobId> jobs) {
        Map<BulkReply, Long> replies = new EnumMap<>(BulkReply.class);
        Map<JobId, JobSearch.Row> rows = search.rows(jobs);
        for (JobId job : jobs) {
            JobSearch.Row row = rows.get(job);
            replies.merge(row == null ? BulkReply.GONE : request.action().on(row.state()), 1L, Long::sum);
        }
        return replies;
    }

    private static ChunkMove move(BulkRequest request, String by) {
        return switch (request.action()) {
            case RETRY -> new ChunkMove.Retry(by);
            case CANCEL -> new ChunkMove.Cancel();
            case DELETE -> new ChunkMove.Delete();
            case MOVE -> {
                BulkTarget to = Objects.requireNonNull(request.to(), "where to move");
                yield new ChunkMove.Place(to.queue(), to.priority());
            }
        };
    }
}
