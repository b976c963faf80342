package io.nightshift.engine.run;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.api.handler.Outcome;
import io.nightshift.engine.handler.Backoff;
import io.nightshift.engine.handler.BoundHandler;
import io.nightshift.engine.handler.Handlers;
import io.nightshift.engine.handler.RequestScope;
import io.nightshift.engine.handler.RetryPolicy;
import io.nightshift.engine.json.ArgsReader;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.engine.outcome.Disposition;
import io.nightshift.engine.outcome.OutcomeInterpreter;
import io.nightshift.engine.outcome.StopReason;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.RunStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one job, on the calling thread as long as its handler is in it, and hands its end to the finisher. Safe for
 * concurrent use.
 */
public final class Runner {

    private final Handlers handlers;
    private final OutcomeInterpreter outcomes;
    private final Holdings holdings;
    private final Surroundings around;

    /**
     * What runs need beside their handler.
     *
     * @param ends takes what ended
     * @param returns takes what stopped for this node's sake
     * @param cancels asks stages to stop
     * @param runs stores checkpoints
     * @param jobs marks attempts as started
     * @param clock of this node, for deadlines that handlers see
     * @param databaseTime the database's time, as far as this node knows
     * @param node name of this node
     */
    public record Surroundings(
            AttemptEnds ends,
            BatchWorker<Run> returns,
            BatchWorker<Runnable> cancels,
            RunStore runs,
            JobStore jobs,
            Clock clock,
            Supplier<Instant> databaseTime,
            String node) {}

    /** Runs what these handlers handle. */
    public Runner(Handlers handlers, StrictJson json, Backoff backoff, Holdings holdings, Surroundings around) {
        this.handlers = handlers;
        this.outcomes = new OutcomeInterpreter(json, backoff);
        this.holdings = holdings;
        this.around = around;
    }

    /**
     * Runs a job that waits; does nothing if it was given back or taken away meanwhile. Never throws.
     *
     * @param landed called once, on any thread, when a run that goes on without a thread has ended
     * @return true if its handler has returned and it goes on without this thread
     */
    public boolean run(Run run, RequestScope scope, Runnable landed) {
        around.ends().pace();
        BoundHandler bound = handlers.bound(run.job().type());
        if (bound == null) {
            holdings.giveBackUnstarted(List.of(run));
            return false;
        }
        if (!marked(run)) {
            return false;
        }
        Instant endBefore = run.job().endBefore();
        if (endBefore != null) {
            run.left(Duration.between(around.databaseTime().get(), endBefore));
        }
        if (!run.begin()) {
            return false;
        }
        holdings.runningChanged(1);
        Disposition disposition = attempt(run, bound, scope);
        if (disposition instanceof Disposition.Await await) {
            return await(run, bound.policy(), await, landed);
        }
        long endedAt = System.nanoTime();
        boolean own = run.end();
        run.leave();
        holdings.runningChanged(-1);
        if (own) {
            carryOut(disposition, run, endedAt);
        } else {
            returnedLate(run);
        }
        return false;
    }

    /**
     * Ends a run that was told to stop and goes on: its attempt counts as timed out (or cancelled), and what its handler
     * answers later is discarded. Its thread is lost until the handler returns; a stage holds none.
     */
    public void abandon(Run run) {
        if (!run.end()) {
            return;
        }
        PendingStage stage = run.stage();
        String how;
        if (stage == null) {
            how = "The handler ignored its interrupt; its thread still runs";
            int threads = holdings.leakedChanged(1);
            LOG.leaked(
                    run.job().id(),
                    run.job().type(),
                    run.job().attempt(),
                    around.node(),
                    run.job().queue(),
                    threads);
        } else {
            how = "The handler's stage did not complete after it was cancelled";
            LOG.stageGivenUp(run.job().id(), run.job().type(), run.job().attempt(), around.node());
        }
        carryOut(outcomes.ignoredItsStop(run, policy(run), how), run, System.nanoTime());
        if (stage != null) {
            holdings.runningChanged(-1);
            stage.abandon();
        }
    }

    /** Lets the thread go: whoever completes the stage ends the run. */
    private boolean await(Run run, RetryPolicy policy, Disposition.Await await, Runnable landed) {
        PendingStage stage = new PendingStage(run.job().id(), await.stage(), await.release(), landed, around.cancels());
        if (!run.goOnWithoutThread(stage)) {
            // Given up while its handler was still on this thread.
            stage.stop();
            holdings.runningChanged(-1);
            returnedLate(run);
            stage.discard();
            return false;
        }
        try {
            var unused = await.stage().whenComplete((outcome, thrown) -> land(run, policy, stage, outcome, thrown));
        } catch (RuntimeException broken) {
            land(run, policy, stage, null, broken);
        }
        return true;
    }

    private void land(
            Run run, RetryPolicy policy, PendingStage stage, @Nullable Object outcome, @Nullable Throwable thrown) {
        long endedAt = System.nanoTime();
        Disposition disposition = thrown == null
                ? outcomes.answered(run, policy, (Outcome<?>) outcome)
                : outcomes.threw(run, policy, thrown);
        if (!run.end()) {
            LOG.completedLate(run.job().id(), run.job().type(), run.job().attempt(), around.node());
            return;
        }
        carryOut(disposition, run, endedAt);
        holdings.runningChanged(-1);
        stage.land();
    }

    private void returnedLate(Run run) {
        int unused = holdings.leakedChanged(-1);
        LOG.returnedLate(run.job().id(), run.job().type(), run.job().attempt(), around.node());
    }

    /** Without a mark in the store, an attempt that kills its node would be tried for ever. */
    private boolean marked(Run run) {
        if (run.job().attempt() < 2 || run.marked()) {
            return true;
        }
        try {
            around.jobs()
                    .started(
                            List.of(new JobStore.Started(
                                    run.job().id(), run.job().attempt(), Duration.ZERO)),
                            around.node());
            run.mark();
            return true;
        } catch (RuntimeException unreachable) {
            LOG.markFailed(run.job().id(), run.job().attempt(), unreachable);
            holdings.giveBackUnstarted(List.of(run));
            return false;
        }
    }

    private Disposition attempt(Run run, BoundHandler bound, RequestScope scope) {
        try {
            if (tooLate(run)) {
                return new Disposition.Write(new Finished.Expired());
            }
        } catch (RuntimeException unreachable) {
            LOG.snoozeUnknown(run.job().id(), unreachable);
            return new Disposition.GiveBack();
        }
        if (over(run)) {
            return Disposition.of(
                    Outcome.fail("It could not start in time"), null, StopReason.LIMIT, () -> Duration.ZERO);
        }
        if (run.stopReason() == StopReason.CANCEL) {
            return new Disposition.Write(new Finished.Cancelled(null));
        }
        try {
            Object args = bound.args().read(run.job().args());
            return call(run, bound, args, scope);
        } catch (ArgsReader.ArgsException unfit) {
            return Disposition.forGood(String.valueOf(unfit.getMessage()), null);
        } catch (Throwable thrown) {
            // The one place that catches everything: whatever a handler throws is its attempt's end, never the
            // engine's.
            return outcomes.threw(run, bound.policy(), thrown);
        }
    }

    /** A job that has snoozed has started, though its attempt is still the first. */
    private boolean tooLate(Run run) {
        Instant startBefore = run.job().startBefore();
        boolean late = startBefore != null && around.databaseTime().get().isAfter(startBefore);
        return run.job().attempt() == 1
                && (late || over(run))
                && !around.jobs().snoozed(run.job().id());
    }

    /** Whether nothing is left of the job's time limit. */
    private static boolean over(Run run) {
        Duration left = run.allowed();
        return left != null && (left.isNegative() || left.isZero());
    }

    private Disposition call(Run run, BoundHandler bound, Object args, RequestScope scope) throws Exception {
        scope.begin();
        try {
            BoundHandler.Use use = bound.uses().get();
            boolean goesOn = false;
            try {
                RunContext context =
                        new RunContext(run, around.runs(), around.clock().instant());
                if (use instanceof BoundHandler.Direct direct) {
                    return outcomes.answered(
                            run, bound.policy(), direct.handler().handle(args, context));
                }
                CompletionStage<Outcome<Object>> stage =
                        ((BoundHandler.Async) use).handler().handle(args, context);
                if (stage == null) {
                    throw new IllegalStateException("The handler returned null instead of a CompletionStage");
                }
                goesOn = true;
                return new Disposition.Await(stage, use.release());
            } finally {
                if (!goesOn) {
                    use.release().run();
                }
            }
        } finally {
            scope.end();
        }
    }

    private RetryPolicy policy(Run run) {
        BoundHandler bound = handlers.bound(run.job().type());
        return bound == null ? RetryPolicy.SILENT : bound.policy();
    }

    private void carryOut(Disposition disposition, Run run, long endedAt) {
        if (disposition instanceof Disposition.Write write) {
            around.ends().add(run, write.ending(), endedAt - run.startedAt(), endedAt);
        } else if (disposition instanceof Disposition.GiveBack) {
            around.returns().add(run);
        } else {
            holdings.remove(run);
        }
    }
}
