package io.nightshift.test.handler;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;

/** A handler that does not listen: neither to an interruption nor to a request to stop. */
@Handles(value = "test.ignore-interrupt", description = "Does not stop when asked.", queue = "test.stubborn")
@ApplicationScoped
public class IgnoreInterrupt implements JobHandler<IgnoreInterrupt.Args, Void> {

    public record Args(@Positive @Max(60_000) long millis) {}

    @Override
    public Outcome<Void> handle(Args args, JobContext context) {
        Pause.stubborn(args.millis());
        return Outcome.success();
    }
}
