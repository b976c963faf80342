package io.nightshift.api.handler;

import java.util.concurrent.CompletionStage;

/**
 * Does the work of one job type without keeping a thread while it waits: for handlers that spend their time waiting for
 * others, such as an HTTP client with an asynchronous interface. Implementations are CDI beans annotated with
 * {@link Handles}; a class implements this or {@link JobHandler}, not both.
 *
 * <pre>{@code
 * @Handles("stock.ask")
 * @ApplicationScoped
 * public class AskStock implements AsyncJobHandler<AskStock.Args, AskStock.Result> {
 *     public record Args(@NotBlank String article) {}
 *     public record Result(int pieces) {}
 *
 *     @Override
 *     public CompletionStage<Outcome<Result>> handle(Args args, JobContext context) {
 *         return client.ask(args.article()).thenApply(pieces -> Outcome.success(new Result(pieces)));
 *     }
 * }
 * }</pre>
 *
 * <p>{@link #handle} is called like {@link JobHandler#handle}: on a container thread, in a fresh CDI request scope, without
 * a transaction. All that ends when it returns its stage. What runs later runs on whatever thread the handler's own client
 * or executor uses, with that thread's class loader, naming and security context and without a request scope; an executor
 * of the container carries what it is configured to carry. The job is RUNNING until the stage completes.
 *
 * <p>Who wants the attempt to stop is told by {@link JobContext#cancelled()}, and by
 * {@code stage.toCompletableFuture().cancel(true)} where a {@link JobHandler} would be interrupted. A stage that does not
 * complete even then is given up after the grace of the node, and what it completes with later is discarded.
 *
 * @param <A> the arguments: a record whose components are read from the JSON object and checked by Bean Validation when
 *     the job is submitted and again before it runs
 * @param <R> the result, written as JSON; {@link Void} for none
 */
public interface AsyncJobHandler<A, R> {

    /**
     * Begins one attempt; should return soon, since it holds a thread of the node until then.
     *
     * @param args the arguments, valid
     * @param context the run: who, which attempt, until when, and where to report; usable until the stage completes
     * @return completes with how the attempt ended, on any thread, perhaps at once. Completed exceptionally it is a failed
     *     attempt, kept with its stack trace, and so is null in either place; a
     *     {@link java.util.concurrent.CancellationException} or {@link JobCancelledException} after a request to cancel
     *     counts as cancelled.
     * @throws Exception if the attempt failed before there was a stage
     */
    CompletionStage<Outcome<R>> handle(A args, JobContext context) throws Exception;
}
