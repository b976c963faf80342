package io.nightshift.bench.far;

import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import io.nightshift.bench.course.Tally;
import io.nightshift.bench.handler.Noop;
import jakarta.enterprise.context.ApplicationScoped;

/** Does nothing but be counted, on the only node that knows its type. */
@Handles(value = Far.TYPE, description = "Does nothing, elsewhere.", queue = Far.QUEUE)
@ApplicationScoped
public class Far implements JobHandler<Noop.Args, Void> {

    /** Its job type. */
    public static final String TYPE = "bench.far";

    /** The queue of its jobs. */
    public static final String QUEUE = "bench-far";

    @Override
    public Outcome<Void> handle(Noop.Args args, JobContext context) {
        Tally.started(args.payload());
        return Outcome.success();
    }
}
