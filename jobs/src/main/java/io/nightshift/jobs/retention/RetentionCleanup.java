package io.nightshift.jobs.retention;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import io.nightshift.api.job.JobState;
import io.nightshift.api.retention.Retention;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Removes jobs that ended long ago, with their attempts, logs and results, in short transactions. */
@Handles(
        value = "retention.cleanup",
        description = "Removes ended jobs with their attempts, logs and results, by age and state",
        maxAttempts = 3,
        submitters = "operator")
@ApplicationScoped
public class RetentionCleanup implements JobHandler<RetentionCleanup.Args, RetentionCleanup.Result> {

    private static final int BATCH = 1000;

    private final Retention retention;

    /**
     * Takes what removes.
     *
     * @param retention of the engine
     */
    @Inject
    public RetentionCleanup(Retention retention) {
        this.retention = retention;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected RetentionCleanup() {
        this.retention = null;
    }

    /**
     * How many days a job is kept after it ended; 0 keeps none, and what is left out takes its default.
     *
     * @param succeededDays 7 by default
     * @param cancelledDays 7 by default
     * @param expiredDays 7 by default
     * @param deadDays 30 by default: a person may still want to look at these, or retry them
     */
    public record Args(
            @Min(0) @Max(36_500) @Nullable Integer succeededDays,
            @Min(0) @Max(36_500) @Nullable Integer cancelledDays,
            @Min(0) @Max(36_500) @Nullable Integer expiredDays,
            @Min(0) @Max(36_500) @Nullable Integer deadDays) {}

    /** How many jobs were removed, by the state in which they had ended. */
    public record Result(long succeeded, long cancelled, long expired, long dead) {}

    @Override
    public Outcome<Result> handle(Args args, JobContext context) {
        Sweep sweep = new Sweep(retention, context);
        long succeeded = sweep.remove(JobState.SUCCEEDED, args.succeededDays(), 7);
        long cancelled = sweep.remove(JobState.CANCELLED, args.cancelledDays(), 7);
        long expired = sweep.remove(JobState.EXPIRED, args.expiredDays(), 7);
        long dead = sweep.remove(JobState.DEAD, args.deadDays(), 30);
        return Outcome.success(new Result(succeeded, cancelled, expired, dead));
    }

    private static final class Sweep {
        private final Retention retention;
        private final JobContext context;
        private long removed;

        private Sweep(Retention retention, JobContext context) {
            this.retention = retention;
            this.context = context;
        }

        private long remove(JobState state, @Nullable Integer days, int defaultDays) {
            Duration age = Duration.ofDays(days == null ? defaultDays : days);
            long ofState = 0;
            int batch;
            do {
                context.checkCancelled();
                batch = retention.prune(Set.of(state), age, BATCH);
                ofState += batch;
                removed += batch;
                context.progress(removed, 0, "Removing " + state);
            } while (batch == BATCH);
            if (ofState > 0) {
                context.log(
                        JobContext.LogLevel.INFO,
                        "Removed " + ofState + " " + state + " jobs older than " + age.toDays() + " days");
            }
            return ofState;
        }
    }
}
