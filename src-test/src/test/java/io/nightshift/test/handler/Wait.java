package io.nightshift.test.handler;

import io.nightshift.api.handler.AsyncJobHandler;
import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.Outcome;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits without a thread; one bean for each job, which lives as long as its stage is open. */
@Handles(value = "test.wait", description = "Waits without a thread.", queue = "test.wait")
@Dependent
public class Wait implements AsyncJobHandler<Wait.Args, Void> {

    /** Beans that live now. */
    static final AtomicInteger LIVING = new AtomicInteger();

    public record Args(@PositiveOrZero @Max(600_000) long millis) {}

    @PostConstruct
    void begin() {
        LIVING.incrementAndGet();
    }

    @PreDestroy
    void end() {
        LIVING.decrementAndGet();
    }

    @Override
    public CompletionStage<Outcome<Void>> handle(Args args, JobContext context) {
        return new CompletableFuture<Outcome<Void>>()
                .completeOnTimeout(Outcome.success(), args.millis(), TimeUnit.MILLISECONDS);
    }
}
