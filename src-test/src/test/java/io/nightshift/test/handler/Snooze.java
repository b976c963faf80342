package io.nightshift.test.handler;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;

/** Is too early a few times, counted in its checkpoint, then succeeds. */
@Handles(value = "test.snooze", description = "Snoozes a few times.", queue = "test", maxAttempts = 1)
@ApplicationScoped
public class Snooze implements JobHandler<Snooze.Args, Snooze.Result> {

    public record Args(
            @PositiveOrZero int times, @PositiveOrZero long millis) {}

    public record Result(int attempt, int snoozed) {}

    @Override
    public Outcome<Result> handle(Args args, JobContext context) {
        int snoozed = context.checkpoint().map(Integer::parseInt).orElse(0);
        if (snoozed < args.times()) {
            context.checkpoint(Integer.toString(snoozed + 1));
            return Outcome.snooze(Duration.ofMillis(args.millis()), "time " + (snoozed + 1));
        }
        return Outcome.success(new Result(context.attempt(), snoozed));
    }
}
