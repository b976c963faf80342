package io.nightshift.engine.run;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.api.job.JobId;
import io.nightshift.engine.outcome.FailureText;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An attempt whose handler has returned a stage: no thread of this node works on it.
 *
 * @param job whose attempt it is
 * @param stage completes with its outcome
 * @param release ends what was made for this run only
 * @param landed gives its places back
 * @param cancels calls code of handlers, on a thread that may take its time
 */
record PendingStage(
        JobId job,
        CompletionStage<? extends @Nullable Object> stage,
        Runnable release,
        Runnable landed,
        ForeignCalls cancels) {

    /** Asks the stage to stop, soon: whoever asks must not run what hangs on it. */
    void stop() {
        cancels.add(this::cancel);
    }

    private void cancel() {
        try {
            boolean unused = stage.toCompletableFuture().cancel(true);
        } catch (Throwable unable) {
            // Not every stage can: then the context's flag is all that its handler hears of.
            LOG.stageNotCancelled(job, FailureText.loggable(unable));
        }
    }

    /** It has completed. */
    void land() {
        try {
            discard();
        } finally {
            landed.run();
        }
    }

    /** It is given up; called by a thread that must not run code of the handler. */
    void abandon() {
        try {
            cancels.add(this::discard);
        } finally {
            landed.run();
        }
    }

    /** Ends what was made for it. */
    void discard() {
        try {
            release.run();
        } catch (Throwable broken) {
            LOG.handlerNotReleased(job, FailureText.loggable(broken));
        }
    }
}
