package io.nightshift.test.handler;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.JobClient;
import io.nightshift.api.client.RetryReply;
import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.JobState;
import io.nightshift.api.job.WhilePending;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/** Submits a job, then, in one transaction, replaces it, asks it to stop, looks at both and steers the new one. */
@Handles(value = "test.replace", description = "Steers jobs in a transaction.", queue = "test", maxAttempts = 1)
@ApplicationScoped
public class Replace implements JobHandler<Replace.Args, Replace.Result> {

    /** Whether the transaction is committed. */
    public record Args(@NotNull Boolean commit) {}

    /** What was answered, and the two jobs. */
    public record Result(
            String before, String after, CancelReply old, JobState seen, CancelReply cancelled, RetryReply retried) {}

    private JobClient jobs;
    private UserTransaction transaction;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Replace() {}

    @Inject
    public Replace(JobClient jobs, UserTransaction transaction) {
        this.jobs = jobs;
        this.transaction = transaction;
    }

    @Override
    public Outcome<Result> handle(Args args, JobContext context) throws Exception {
        JobRequest request = JobRequest.of("test.echo", new Echo.Args("from " + context.id()))
                .withUniqueKey("replace " + context.id(), WhilePending.REPLACE)
                .withDelay(Duration.ofHours(1));
        JobId before = jobs.submit(request);
        transaction.begin();
        try {
            JobId after = jobs.submit(request);
            CancelReply old = jobs.cancel(before);
            JobState seen = jobs.find(after).orElseThrow().state();
            CancelReply cancelled = jobs.cancel(after);
            RetryReply retried = jobs.retry(after);
            if (args.commit()) {
                transaction.commit();
            }
            return Outcome.success(new Result(before.toString(), after.toString(), old, seen, cancelled, retried));
        } finally {
            if (transaction.getStatus() == jakarta.transaction.Status.STATUS_ACTIVE) {
                transaction.rollback();
            }
        }
    }
}
