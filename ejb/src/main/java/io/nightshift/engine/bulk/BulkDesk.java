package io.nightshift.engine.bulk;

import io.nightshift.api.bulk.Bulk;
import io.nightshift.api.bulk.BulkAction;
import io.nightshift.api.bulk.BulkFilter;
import io.nightshift.api.bulk.BulkRequest;
import io.nightshift.api.bulk.BulkTarget;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.submit.Caller;
import io.nightshift.engine.submit.Submission;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.bulk.BulkStore;
import io.nightshift.store.bulk.BulkStore.Operation;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobSearch.Row;
import io.nightshift.store.port.JobWalk;
import io.nightshift.store.queue.QueueStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores job, operation and audit together, in one transaction. */
@ApplicationScoped
public class BulkDesk implements Operations {

    private final Submission submission;
    private final Shelves shelves;
    private final JobSearch search;
    private final AuditStore audit;
    private final int queueConcurrency;

    /** What it reads and writes besides. */
    record Shelves(BulkStore bulk, JobWalk walk, QueueStore queues) {}

    @Inject
    BulkDesk(
            Submission submission,
            BulkStore bulk,
            JobWalk walk,
            QueueStore queues,
            JobSearch search,
            AuditStore audit,
            EngineConfig config) {
        this(submission, new Shelves(bulk, walk, queues), search, audit, config.queueConcurrency());
    }

    BulkDesk(Submission submission, Shelves shelves, JobSearch search, AuditStore audit, int queueConcurrency) {
        this.submission = submission;
        this.shelves = shelves;
        this.search = search;
        this.audit = audit;
        this.queueConcurrency = queueConcurrency;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected BulkDesk() {
        this(null, null, null, null, 0);
    }

    @Override
    public Count count(@Nullable BulkAction action, BulkFilter filter) {
        BulkRules.check(action, filter);
        JobWalk.Chunk found = shelves.walk().next(BulkQuery.of(action, filter), null, null, MOST_COUNTED + 1);
        return new Count(Math.min(found.jobs().size(), MOST_COUNTED), found.next() != null);
    }

    @Override
    public String describe(BulkFilter filter) {
        return BulkWords.describe(filter);
    }

    @Override
    @Transactional
    public JobId start(BulkRequest request, Caller caller) {
        BulkRules.check(request);
        BulkTarget to = request.to();
        if (to != null && to.queue() != null) {
            shelves.queues().ensure(List.of(to.queue()), queueConcurrency);
        }
        JobId job = submission.submit(JobRequest.of(Bulk.TYPE, request), caller).id();
        String by = caller.name();
        String what = BulkWords.describe(request);
        shelves.bulk().start(job, by, request.action(), what, request.dryRun());
        audit.add(by, "bulk." + request.action().name().toLowerCase(Locale.ROOT), job.toString(), what);
        return job;
    }

    @Override
    public Optional<Seen> find(JobId job) {
        return shelves.bulk().find(job).map(found -> seen(List.of(found)).get(0));
    }

    @Override
    public List<Seen> page(@Nullable JobId before, int limit) {
        return seen(shelves.bulk().page(before, limit));
    }

    private List<Seen> seen(List<Operation> operations) {
        Map<JobId, Row> rows =
                search.rows(operations.stream().map(Operation::job).toList());
        return operations.stream()
                .map(operation -> {
                    Row row = rows.get(operation.job());
                    return new Seen(operation, row == null ? null : row.state());
                })
                .toList();
    }
}
