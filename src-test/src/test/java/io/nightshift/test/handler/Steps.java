package io.nightshift.test.handler;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;

/** Reports how far it is, step by step. */
@Handles(value = "test.progress", description = "Reports its progress, step by step.", queue = "test")
@ApplicationScoped
public class Steps implements JobHandler<Steps.Args, Steps.Result> {

    public record Args(
            @Positive @Max(1000) int steps,
            @Positive @Max(10_000) int stepMillis) {}

    public record Result(int steps) {}

    @Override
    public Outcome<Result> handle(Args args, JobContext context) throws InterruptedException {
        for (int step = 1; step <= args.steps(); step++) {
            Pause.cancellable(args.stepMillis(), context);
            context.progress(step, args.steps(), "step " + step);
            context.log(JobContext.LogLevel.INFO, "did step " + step);
        }
        return Outcome.success(new Result(args.steps()));
    }
}
