package io.nightshift.engine.submit;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.JobClient;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.engine.control.JobControl;
import io.nightshift.engine.finish.Completions;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.NewJob.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The engine as application code in the same EAR sees it. */
public final class Client implements JobClient {

    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration LAST_LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Submission submission;
    private final JobSearch search;
    private final JobControl control;
    private final Completions completions;
    private final Supplier<String> caller;

    /** Speaks for whoever {@code caller} names at each call. */
    public Client(
            Submission submission,
            JobSearch search,
            JobControl control,
            Completions completions,
            Supplier<String> caller) {
        this.submission = submission;
        this.search = search;
        this.control = control;
        this.completions = completions;
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
        long end = System.nanoTime() + nanos(timeout);
        Duration look = FIRST_LOOK;
        while (true) {
            Optional<JobSnapshot> job = search.find(id);
            Duration left = Duration.ofNanos(end - System.nanoTime());
            boolean over = job.isEmpty() || job.get().state().terminal() || left.isNegative() || left.isZero();
            if (over) {
                return job;
            }
            // It may end on another node, or be cancelled before it starts: so it is looked at now and then as well.
            completions.await(id, left.compareTo(look) < 0 ? left : look);
            look = look.multipliedBy(2).compareTo(LAST_LOOK) < 0 ? look.multipliedBy(2) : LAST_LOOK;
        }
    }

    @Override
    public CancelReply cancel(JobId id) {
        return control.cancel(id, caller.get());
    }

    @Override
    public RetryReply retry(JobId id) {
        return control.retry(id, caller.get());
    }

    /** A wait of more than a century, or less than none, is as good as one. */
    private static long nanos(Duration timeout) {
        if (timeout.isNegative()) {
            return 0;
        }
        return (timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout).toNanos();
    }

    private Caller who() {
        return Caller.of(caller.get(), Source.CODE);
    }
}
