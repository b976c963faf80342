package io.nightshift.test.handler;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.PositiveOrZero;

/** Throws in its first attempts, then succeeds. */
@Handles(value = "test.flaky", description = "Fails a few times.", queue = "test", maxAttempts = 5)
@ApplicationScoped
public class Flaky implements JobHandler<Flaky.Args, Flaky.Result> {

    public record Args(@PositiveOrZero int failures) {}

    public record Result(int attempt) {}

    @Override
    public Outcome<Result> handle(Args args, JobContext context) {
        if (context.attempt() <= args.failures()) {
            throw new IllegalStateException("planned failure of attempt " + context.attempt());
        }
        return Outcome.success(new Result(context.attempt()));
    }
}
