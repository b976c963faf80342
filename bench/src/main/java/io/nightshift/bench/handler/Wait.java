package io.nightshift.bench.handler;

import io.nightshift.api.handler.AsyncJobHandler;
import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.Outcome;
import io.nightshift.bench.course.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits for a timer, as others wait for an answer from far away, and counts how many do at the same time. */
@Handles(value = Wait.TYPE, description = "Waits five seconds without a thread.", queue = Wait.QUEUE)
@ApplicationScoped
public class Wait implements AsyncJobHandler<Noop.Args, Void> {

    /** Its job type. */
    public static final String TYPE = "bench.wait";

    /** The queue of its jobs. */
    public static final String QUEUE = "bench-wait";

    private static final long SECONDS = 5;
    private static final AtomicInteger NOW = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();

    @Override
    public CompletionStage<Outcome<Void>> handle(Noop.Args args, JobContext context) {
        MOST.accumulateAndGet(NOW.incrementAndGet(), Math::max);
        Tally.started(args.payload());
        return new CompletableFuture<Outcome<Void>>()
                .completeOnTimeout(Outcome.success(), SECONDS, TimeUnit.SECONDS)
                .whenComplete((outcome, error) -> NOW.decrementAndGet());
    }

    /** The most that waited at the same time since this was asked last. */
    public static int most() {
        return MOST.getAndSet(NOW.get());
    }
}
