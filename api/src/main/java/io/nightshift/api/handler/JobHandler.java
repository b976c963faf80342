package io.nightshift.api.handler;

/**
 * Does the work of one job type. Implementations are CDI beans annotated with {@link Handles}.
 *
 * <pre>{@code
 * @Handles("invoice.render")
 * @ApplicationScoped
 * public class RenderInvoice implements JobHandler<RenderInvoice.Args, RenderInvoice.Result> {
 *     public record Args(@Positive long invoice) {}
 *     public record Result(String file) {}
 *
 *     @Override
 *     public Outcome<Result> handle(Args args, JobContext context) {
 *         return Outcome.success(new Result(render(args.invoice())));
 *     }
 * }
 * }</pre>
 *
 * <p>A handler is called at least once for every job that succeeds: if a node dies, another calls it again. What it does
 * outside should therefore be repeatable; {@link JobContext#id()} is a stable key for that. No transaction is open when
 * it is called; it may open its own. It is called on a container thread with the naming context, class loader and CDI
 * request scope of a fresh request, and several calls may run at the same time. It holds that thread until it returns;
 * work that mostly waits for others is better written as an {@link AsyncJobHandler}.
 *
 * @param <A> the arguments: a record whose components are read from the JSON object and checked by Bean Validation when
 *     the job is submitted and again before it runs
 * @param <R> the result, written as JSON; {@link Void} for none
 */
public interface JobHandler<A, R> {

    /**
     * Runs one attempt.
     *
     * @param args the arguments, valid
     * @param context the run: who, which attempt, until when, and where to report
     * @return how it ended
     * @throws Exception if the attempt failed; it is kept with its stack trace and the job is tried again, if attempts
     *     are left. {@link InterruptedException} and {@link JobCancelledException} after a request to cancel count as
     *     cancelled.
     */
    Outcome<R> handle(A args, JobContext context) throws Exception;
}
