package io.nightshift.bench.handler;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import io.nightshift.bench.course.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;

/** Does nothing but be counted. */
@Handles(value = Noop.TYPE, description = "Does nothing.", queue = Noop.QUEUE)
@ApplicationScoped
public class Noop implements JobHandler<Noop.Args, Void> {

    /** Its job type. */
    public static final String TYPE = "bench.noop";

    /** The queue of its jobs. */
    public static final String QUEUE = "bench";

    /** What to be counted by. */
    public record Args(@NotBlank String payload) {}

    @Override
    public Outcome<Void> handle(Args args, JobContext context) {
        Tally.started(args.payload());
        return Outcome.success();
    }
}
