package io.nightshift.engine.run;

import static io.nightshift.engine.log.EngineLog.LOG;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nightshift.api.handler.JobHandler;
import io.nightshift.api.handler.Outcome;
import io.nightshift.engine.json.ArgsReader;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.store.job.Finished;
import io.nightshift.store.job.JobStore;
import io.nightshift.store.job.RunStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs one job on the calling thread and hands its end to the finisher. Safe for concurrent use. */
public final class Runner {

    private final Handlers handlers;
    private final StrictJson json;
    private final Backoff backoff;
    private final Holdings holdings;
    private final Surroundings around;

    /**
     * What runs need beside their handler.
     *
     * @param finisher takes what ended
     * @param runs stores checkpoints
     * @param jobs marks attempts as started
     * @param clock of this node, for deadlines that handlers see
     * @param databaseTime the database's time, as far as this node knows
     * @param node name of this node
     */
    public record Surroundings(
            Finisher finisher,
            RunStore runs,
            JobStore jobs,
            Clock clock,
            Supplier<Instant> databaseTime,
            String node) {}

    /** Runs what these handlers handle. */
    public Runner(Handlers handlers, StrictJson json, Backoff backoff, Holdings holdings, Surroundings around) {
        this.handlers = handlers;
        this.json = json;
        this.backoff = backoff;
        this.holdings = holdings;
        this.around = around;
    }

    /** Runs a job that waits; does nothing if it was given back or taken away meanwhile. Never throws. */
    public void run(Run run, RequestScope scope) {
        around.finisher().pace();
        BoundHandler bound = handlers.bound(run.job().type());
        if (bound == null) {
            holdings.giveBackUnstarted(List.of(run));
            return;
        }
        if (!marked(run) || !run.begin()) {
            return;
        }
        holdings.runningChanged(1);
        Verdict verdict = attempt(run, bound, scope);
        long endedAt = System.nanoTime();
        boolean own = run.end();
        run.leave();
        holdings.runningChanged(-1);
        if (own) {
            carryOut(verdict, run, endedAt);
        } else {
            int unused = holdings.leakedChanged(-1);
            LOG.returnedLate(run.job().id(), run.job().type(), run.job().attempt(), around.node());
        }
    }

    /**
     * Ends a run whose handler does not stop: its attempt counts as timed out (or cancelled), and what the handler returns
     * later is discarded.
     */
    public void abandon(Run run) {
        if (!run.end()) {
            return;
        }
        int threads = holdings.leakedChanged(1);
        LOG.leaked(
                run.job().id(),
                run.job().type(),
                run.job().attempt(),
                around.node(),
                run.job().queue(),
                threads);
        Exception ignored = new IllegalStateException("The handler ignored its interrupt; its thread still runs");
        carryOut(Verdict.of(ignored, false, run.stopReason(), delay(run)), run, System.nanoTime());
    }

    /** Without a mark in the store, an attempt that kills its node would be tried for ever. */
    private boolean marked(Run run) {
        if (run.job().attempt() < 2 || run.marked()) {
            return true;
        }
        try {
            around.jobs().started(run.job().id(), run.job().attempt(), around.node(), Duration.ZERO);
            run.mark();
            return true;
        } catch (RuntimeException unreachable) {
            LOG.markFailed(run.job().id(), run.job().attempt(), unreachable);
            holdings.giveBackUnstarted(List.of(run));
            return false;
        }
    }

    private Verdict attempt(Run run, BoundHandler bound, RequestScope scope) {
        Instant startBefore = run.job().startBefore();
        if (startBefore != null
                && run.job().attempt() == 1
                && around.databaseTime().get().isAfter(startBefore)) {
            return new Verdict.Write(new Finished.Expired());
        }
        if (run.stopReason() == Run.Stop.CANCEL) {
            return new Verdict.Write(new Finished.Cancelled(null));
        }
        try {
            Object args = bound.args().read(run.job().args());
            Outcome<?> outcome = call(run, bound, args, scope);
            return Verdict.of(outcome, result(outcome), run.stopReason(), delay(run));
        } catch (ArgsReader.ArgsException unfit) {
            return Verdict.forGood(String.valueOf(unfit.getMessage()), null);
        } catch (ResultException unfit) {
            return Verdict.forGood(String.valueOf(unfit.getMessage()), unfit.getCause());
        } catch (Throwable thrown) {
            // The one place that catches everything: whatever a handler throws is its attempt's end, never the
            // engine's.
            return Verdict.of(thrown, bound.policy().givesUp(thrown), run.stopReason(), delay(run));
        }
    }

    private Supplier<Duration> delay(Run run) {
        BoundHandler bound = handlers.bound(run.job().type());
        RetryPolicy policy = bound == null ? RetryPolicy.SILENT : bound.policy();
        return () -> policy.after(run.job().attempt(), backoff);
    }

    private Outcome<?> call(Run run, BoundHandler bound, Object args, RequestScope scope) throws Exception {
        scope.begin();
        try {
            BoundHandler.Use use = bound.uses().get();
            try {
                JobHandler<Object, Object> handler = use.handler();
                Outcome<?> outcome = handler.handle(
                        args, new RunContext(run, around.runs(), around.clock().instant()));
                if (outcome == null) {
                    throw new IllegalStateException("The handler returned null instead of an Outcome");
                }
                return outcome;
            } finally {
                use.release().run();
            }
        } finally {
            scope.end();
        }
    }

    private @Nullable String result(Outcome<?> outcome) throws ResultException {
        if (!(outcome instanceof Outcome.Success<?> success) || success.result() == null) {
            return null;
        }
        String text;
        try {
            text = json.write(success.result());
        } catch (JsonProcessingException unfit) {
            throw new ResultException("The result cannot be written as JSON", unfit);
        }
        long bytes = StrictJson.bytes(text);
        int max = json.limits().payloadBytes();
        if (bytes > max) {
            throw new ResultException(
                    "The result has " + bytes + " bytes in UTF-8, at most " + max + " are kept; store it elsewhere",
                    null);
        }
        return text;
    }

    private void carryOut(Verdict verdict, Run run, long endedAt) {
        if (verdict instanceof Verdict.Write write) {
            around.finisher().add(new Ended(run, write.ending(), endedAt - run.startedAt(), endedAt));
        } else if (verdict instanceof Verdict.GiveBack) {
            holdings.giveBack(List.of(run));
        } else {
            holdings.remove(run);
        }
    }

    private static final class ResultException extends Exception {

        private static final long serialVersionUID = 1L;

        ResultException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
