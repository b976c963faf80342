package io.nightshift.engine.submit;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.JobClient;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.engine.control.JobControl;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.NewJob.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The engine as application code in the same EAR sees it. */
public final class Client implements JobClient {

    private final Submission submission;
    private final JobSearch search;
    private final JobControl control;
    private final Awaiting awaiting;
    private final Supplier<String> caller;

    /** Speaks for whoever {@code caller} names at each call. */
    public Client(
            Submission submission, JobSearch search, JobControl control, Awaiting awaiting, Supplier<String> caller) {
        this.submission = submission;
        this.search = search;
        this.control = control;
        this.awaiting = awaiting;
        this.caller = caller;
    }

    @Override
    public JobId submit(JobRequest request) {
        return submission.submit(request, who()).id();
    }

    @Override
    public List<JobId> submitAll(List<JobRequest> requests) {
        return submission.submitAll(requests, who()).stream().map(Submitted::id).toList();
    }

    @Override
    public Optional<JobSnapshot> find(JobId id) {
        return search.find(id);
    }

    @Override
    public Optional<JobSnapshot> await(JobId id, Duration timeout) throws InterruptedException {
        return awaiting.until(id, timeout, search::find);
    }

    @Override
    public CancelReply cancel(JobId id) {
        return control.cancel(id, caller.get());
    }

    @Override
    public RetryReply retry(JobId id) {
        return control.retry(id, caller.get());
    }

    private Caller who() {
        return Caller.of(caller.get(), Source.CODE);
    }
}
