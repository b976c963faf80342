package io.nightshift.engine.handler;

import io.nightshift.api.handler.AsyncJobHandler;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.engine.json.ArgsReader;
import io.nightshift.engine.json.MaskedFields;
import java.util.function.Supplier;

/**
 * A job type with the handler that this node has for it.
 *
 * @param type what is known of the type
 * @param args reads its arguments
 * @param uses gives the handler for one run
 * @param policy what follows a failed attempt
 * @param masked what nobody is to see of its arguments
 */
public record BoundHandler(
        JobTypes.JobType type, ArgsReader args, Supplier<Use> uses, RetryPolicy policy, MaskedFields masked) {

    /** A handler for one run. */
    public sealed interface Use {

        /** Ends what was made for this run only. */
        Runnable release();
    }

    /**
     * One that holds its thread until the attempt has ended.
     *
     * @param handler to call once
     */
    public record Direct(JobHandler<Object, Object> handler, Runnable release) implements Use {}

    /**
     * One that answers with a stage; it is released when that has completed.
     *
     * @param handler to call once
     */
    public record Async(AsyncJobHandler<Object, Object> handler, Runnable release) implements Use {}
}
