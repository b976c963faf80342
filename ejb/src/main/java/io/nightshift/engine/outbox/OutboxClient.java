package io.nightshift.engine.outbox;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.JobClient;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.engine.submit.Awaiting;
import io.nightshift.engine.submit.WrittenRequests;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.outbox.OutboxEntry;
import io.nightshift.store.outbox.OutboxTable;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The engine as code sees it whose transactions are on a data source of its own. */
final class OutboxClient implements JobClient {

    private final Mover mover;
    private final OutboxTable table;
    private final Writing writing;
    private final JobClient moved;
    private final Awaiting awaiting;
    private final OutsideTransaction outside;
    private final Supplier<String> caller;

    /**
     * By what it writes entries.
     *
     * @param requests checks requests by the rules of every other way in
     * @param ids names the jobs to come
     * @param texts writes entries
     * @param waiting tells how an entry looks that was not moved yet
     * @param transactions tells whether the caller has one, and when it committed
     */
    record Writing(
            WrittenRequests requests,
            JobIds ids,
            EntryText texts,
            WaitingEntry waiting,
            TransactionSynchronizationRegistry transactions) {

        boolean inTransaction() {
            int status = transactions.getTransactionStatus();
            return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
        }
    }

    /**
     * By what it looks after jobs that were moved.
     *
     * @param jobs the ordinary client
     * @param outside keeps that one out of the caller's transaction
     * @param awaiting waits for the end of jobs
     */
    record Moved(JobClient jobs, OutsideTransaction outside, Awaiting awaiting) {}

    /** Writes for whoever {@code caller} names at each call. */
    OutboxClient(Mover mover, Writing writing, Moved moved, Supplier<String> caller) {
        this.mover = mover;
        this.table = mover.table();
        this.writing = writing;
        this.moved = moved.jobs();
        this.outside = moved.outside();
        this.awaiting = moved.awaiting();
        this.caller = caller;
    }

    @Override
    public JobId submit(JobRequest request) {
        String args = writing.requests().check(request);
        JobId id = writing.ids().next();
        write(List.of(writing.texts().write(id, request, args, caller.get())));
        return id;
    }

    @Override
    public List<JobId> submitAll(List<JobRequest> requests) {
        List<String> args = writing.requests().checkAll(requests);
        List<JobId> ids = new ArrayList<>(requests.size());
        List<OutboxEntry> entries = new ArrayList<>(requests.size());
        String submitter = caller.get();
        for (int i = 0; i < requests.size(); i++) {
            JobId id = writing.ids().next();
            ids.add(id);
            entries.add(writing.texts().write(id, requests.get(i), args.get(i), submitter));
        }
        write(entries);
        return ids;
    }

    private void write(List<OutboxEntry> entries) {
        table.write(entries);
        if (!writing.inTransaction()) {
            mover.wake();
        } else if (writing.transactions().getResource(mover) == null) {
            // Once a transaction, however much it submits.
            writing.transactions().putResource(mover, true);
            writing.transactions().registerInterposedSynchronization(new WakeAfterCommit());
        }
    }

    /** Asked in the order of the way that an entry takes, and again at its end: it may be moved between two looks. */
    @Override
    public Optional<JobSnapshot> find(JobId id) {
        Optional<JobSnapshot> stored = outside.call(() -> moved.find(id));
        if (stored.isPresent()) {
            return stored;
        }
        Optional<OutboxEntry> entry = table.find(id.toString());
        return entry.isPresent()
                ? entry.map(waits -> writing.waiting().snapshot(id, waits))
                : outside.call(() -> moved.find(id));
    }

    @Override
    public Optional<JobSnapshot> await(JobId id, Duration timeout) throws InterruptedException {
        return awaiting.until(id, timeout, this::find);
    }

    /** The job decides if there is one: a mover that died may have left the entry beside it. */
    @Override
    public CancelReply cancel(JobId id) {
        boolean takenBack = table.delete(id.toString());
        CancelReply stored = outside.call(() -> moved.cancel(id));
        return takenBack && stored == CancelReply.NOT_FOUND ? CancelReply.CANCELLED : stored;
    }

    @Override
    public RetryReply retry(JobId id) {
        RetryReply stored = outside.call(() -> moved.retry(id));
        boolean waits =
                stored == RetryReply.NOT_FOUND && table.find(id.toString()).isPresent();
        return waits ? RetryReply.NOT_ENDED : stored;
    }

    private final class WakeAfterCommit implements Synchronization {

        @Override
        public void beforeCompletion() {
            // Nothing is held back until the commit.
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                mover.wake();
            }
        }
    }
}
