package io.nightshift.test.handler;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;

/** Takes the time it is told to, and stops when asked to. */
@Handles(value = "test.sleep", description = "Takes some time.", queue = "test")
@ApplicationScoped
public class Sleep implements JobHandler<Sleep.Args, Void> {

    public record Args(@PositiveOrZero @Max(600_000) long millis) {}

    @Override
    public Outcome<Void> handle(Args args, JobContext context) throws InterruptedException {
        Pause.cancellable(args.millis(), context);
        return Outcome.success();
    }
}
