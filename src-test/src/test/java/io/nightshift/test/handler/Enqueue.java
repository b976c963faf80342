package io.nightshift.test.handler;

import io.nightshift.api.client.JobClient;
import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.stream.IntStream;

/** Submits jobs in a transaction of its own, and commits it or rolls it back. */
@Handles(value = "test.enqueue", description = "Submits jobs in a transaction.", queue = "test", maxAttempts = 1)
@ApplicationScoped
public class Enqueue implements JobHandler<Enqueue.Args, Enqueue.Result> {

    public enum End {
        COMMIT,
        ROLLBACK
    }

    /**
     * What to do.
     *
     * @param jobs how many to submit
     * @param end how to end the transaction
     * @param openMillis how long it stays open after the submission
     */
    public record Args(@Positive int jobs, @NotNull End end, long openMillis) {}

    public record Result(List<String> ids) {}

    private JobClient jobs;
    private UserTransaction transaction;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Enqueue() {}

    @Inject
    public Enqueue(JobClient jobs, UserTransaction transaction) {
        this.jobs = jobs;
        this.transaction = transaction;
    }

    @Override
    public Outcome<Result> handle(Args args, JobContext context) throws Exception {
        transaction.begin();
        try {
            List<JobRequest> requests = IntStream.range(0, args.jobs())
                    .mapToObj(i -> JobRequest.of("test.echo", new Echo.Args("from " + context.id() + " " + i)))
                    .toList();
            List<JobId> ids = requests.size() == 1 ? List.of(jobs.submit(requests.get(0))) : jobs.submitAll(requests);
            // Published before the end, so that the test can look while the transaction is open.
            context.progress(0, 1, ids.get(0).toString());
            Pause.cancellable(args.openMillis(), context);
            if (args.end() == End.COMMIT) {
                transaction.commit();
            }
            return Outcome.success(new Result(ids.stream().map(JobId::toString).toList()));
        } finally {
            if (transaction.getStatus() == jakarta.transaction.Status.STATUS_ACTIVE) {
                transaction.rollback();
            }
        }
    }
}
