package io.nightshift.test.handler;

import io.nightshift.api.handler.AsyncJobHandler;
import io.nightshift.api.handler.Handles;
import io.nightshift.api.handler.JobContext;
import io.nightshift.api.handler.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Its stage fails with what cannot be described, or completes with what is no outcome. */
@Handles(value = "test.unsayable-stage", description = "Ends as no handler should.", queue = "test")
@ApplicationScoped
public class UnsayableStage implements AsyncJobHandler<UnsayableStage.Args, Void> {

    public record Args(String how) {}

    @Override
    public CompletionStage<Outcome<Void>> handle(Args args, JobContext context) {
        return args.how().equals("causes") ? CompletableFuture.failedFuture(Unsayable.nested()) : polluted();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // That is the mistake.
    private static CompletionStage<Outcome<Void>> polluted() {
        return (CompletionStage) CompletableFuture.completedFuture("no outcome");
    }
}
