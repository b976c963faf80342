package io.nightshift.engine.submit;

import io.nightshift.api.client.IdempotencyConflictException;
import io.nightshift.api.job.JobRequest;
import io.nightshift.store.port.Gate;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.NewJob;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores what was asked for: in the caller's transaction if there is one, else in one of its own that concurrent callers
 * share, those without keys apart from those with them; only a job with a unique key has its own, because it may wait for
 * another caller's, and the others are not to wait with it. Lanes are woken after the commit, never before.
 */
final class SubmissionDesk implements Submission {

    private final Requests requests;
    private final JobStore own;
    private final JobStore joined;
    private final Commits commits;
    private final After after;

    /**
     * The transactions that concurrent callers share.
     *
     * @param plain for jobs that nobody can hold up
     * @param keyed for those with keys
     */
    record Commits(GroupCommit plain, KeyedCommit keyed) {}

    /**
     * What lies around the commit.
     *
     * @param transactions tells whether the caller has one
     * @param arrivals is told of what was committed and is ready
     */
    record After(TransactionSynchronizationRegistry transactions, Arrivals arrivals) {}

    SubmissionDesk(Requests requests, JobStore own, JobStore joined, Commits commits, After after) {
        this.requests = requests;
        this.own = own;
        this.joined = joined;
        this.commits = commits;
        this.after = after;
    }

    @Override
    public Submitted submit(JobRequest request, Caller caller) {
        NewJob job = requests.prepare(request, caller, null);
        if (inTransaction()) {
            return storeJoined(List.of(job)).get(0);
        }
        return told(List.of(job), List.of(store(job))).get(0);
    }

    private Inserted store(NewJob job) {
        if (job.unique() != null) {
            return own.insertAll(List.of(job)).get(0);
        }
        boolean plain = job.key() == null && job.gate() == null;
        return plain ? commits.plain().insert(job) : commits.keyed().insert(job);
    }

    @Override
    public List<Submitted> submitAll(List<JobRequest> all, Caller caller) {
        List<NewJob> jobs = requests.prepareAll(all, caller);
        return inTransaction() ? storeJoined(jobs) : told(jobs, own.insertAll(jobs));
    }

    /** MARKED_ROLLBACK too: its jobs must not come to be, so they must not be stored beside it. */
    private boolean inTransaction() {
        int status = after.transactions().getTransactionStatus();
        return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
    }

    private List<Submitted> storeJoined(List<NewJob> jobs) {
        List<Inserted> inserted = joined.insertAll(jobs);
        List<Submitted> answer = answers(jobs, inserted);
        List<NewJob> ready = ready(jobs, inserted);
        List<Gate> gates = gates(jobs, inserted);
        if (!ready.isEmpty() || !gates.isEmpty()) {
            after.transactions().registerInterposedSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    // Nothing is held back until the commit.
                }

                @Override
                public void afterCompletion(int status) {
                    if (status == Status.STATUS_COMMITTED) {
                        after.arrivals().ready(ready);
                        after.arrivals().waiting(gates);
                    }
                }
            });
        }
        return answer;
    }

    private List<Submitted> told(List<NewJob> jobs, List<Inserted> inserted) {
        List<Submitted> answer = answers(jobs, inserted);
        after.arrivals().ready(ready(jobs, inserted));
        return answer;
    }

    private static List<Submitted> answers(List<NewJob> jobs, List<Inserted> inserted) {
        for (int i = 0; i < jobs.size(); i++) {
            NewJob.Key key = jobs.get(i).key();
            if (inserted.get(i).kind() == Inserted.Kind.CONFLICT && key != null) {
                throw new IdempotencyConflictException(
                        key.value(), inserted.get(i).id());
            }
        }
        return inserted.stream()
                .map(one -> new Submitted(one.id(), one.kind() == Inserted.Kind.CREATED))
                .toList();
    }

    /** In somebody else's transaction nothing passes a gate: its lock would be held until that ends. */
    private static List<Gate> gates(List<NewJob> jobs, List<Inserted> inserted) {
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            Gate gate = jobs.get(i).gate();
            if (gate != null && inserted.get(i).kind() == Inserted.Kind.CREATED) {
                gates.add(gate);
            }
        }
        return gates;
    }

    private static List<NewJob> ready(List<NewJob> jobs, List<Inserted> inserted) {
        List<NewJob> ready = new ArrayList<>(jobs.size());
        for (int i = 0; i < jobs.size(); i++) {
            if (inserted.get(i).kind() == Inserted.Kind.CREATED
                    && inserted.get(i).ready()) {
                ready.add(jobs.get(i));
            }
        }
        return ready;
    }
}
