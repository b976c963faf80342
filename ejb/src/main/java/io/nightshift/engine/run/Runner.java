package io.nightshift.engine.run;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.api.handler.Outcome;
import io.nightshift.engine.handler.Backoff;
import io.nightshift.engine.handler.BoundHandler;
import io.nightshift.engine.handler.Handlers;
import io.nightshift.engine.handler.RequestScope;
import io.nightshift.engine.json.ArgsReader;
import io.nightshift.engine.json.SecretRefs;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.engine.outcome.Disposition;
import io.nightshift.engine.outcome.OutcomeInterpreter;
import io.nightshift.engine.outcome.StopReason;
import io.nightshift.engine.secret.Hidden;
import io.nightshift.engine.secret.Secrets;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.RunStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private final Endings endings;
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
     * @param secrets that arguments refer to
     * @param node name of this node
     */
    public record Surroundings(
            AttemptEnds ends,
            BatchWorker<Run> returns,
            ForeignCalls cancels,
            RunStore runs,
            JobStore jobs,
            Clock clock,
            Supplier<Instant> databaseTime,
            Secrets secrets,
            String node) {}

    /** Runs what these handlers handle. */
    public Runner(Handlers handlers, StrictJson json, Backoff backoff, Holdings holdings, Surroundings around) {
        this.handlers = handlers;
        this.endings = new Endings(handlers, new OutcomeInterpreter(json, backoff), holdings, around);
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
        BoundHandler bound = begun(run);
        if (bound == null) {
            return false;
        }
        Disposition disposition = attempt(run, bound, scope);
        if (disposition instanceof Disposition.Await await) {
            return endings.await(run, bound.policy(), await, landed);
        }
        endings.returned(run, disposition);
        return false;
    }

    /**
     * Ends a run that was told to stop and goes on: its attempt counts as timed out (or cancelled), and what its handler
     * answers later is discarded. Its thread is lost until the handler returns; a stage holds none. The same becomes of
     * one whose handler has answered and that does not come to its end.
     */
    void abandon(Run run) {
        endings.abandon(run);
    }

    /** Hands over the end of a run that could not be handed over at once. */
    void settle(Run run) {
        endings.settle(run);
    }

    /** Begins an attempt; null if it does not start here. */
    private @Nullable BoundHandler begun(Run run) {
        try {
            around.ends().pace();
            BoundHandler bound = handlers.bound(run.job().type());
            if (bound == null) {
                holdings.giveBackUnstarted(List.of(run));
                return null;
            }
            mark(run);
            Instant endBefore = run.job().endBefore();
            if (endBefore != null) {
                run.left(Duration.between(around.databaseTime().get(), endBefore));
            }
            if (!run.begin()) {
                return null;
            }
            holdings.runningChanged(1);
            return bound;
        } catch (RuntimeException | Error unable) {
            LOG.markFailed(run.job().id(), run.job().attempt(), unable);
            holdings.giveBackUnstarted(List.of(run));
            return null;
        }
    }

    /** Without a mark in the store, an attempt that kills its node would be tried for ever. */
    private void mark(Run run) {
        if (run.job().attempt() >= 2 && !run.marked()) {
            around.jobs()
                    .started(
                            List.of(new JobStore.Started(
                                    run.job().id(), run.job().attempt(), Duration.ZERO)),
                            around.node());
            run.mark();
        }
    }

    private Disposition attempt(Run run, BoundHandler bound, RequestScope scope) {
        try {
            Disposition unstarted = unstarted(run);
            return unstarted == null ? call(run, bound, args(run, bound), scope) : unstarted;
        } catch (ArgsReader.ArgsException unfit) {
            return Misfit.waits(run, unfit, around.databaseTime().get());
        } catch (Throwable thrown) {
            // Here and at the call everything is caught: whatever a handler throws is its attempt's end, never the
            // engine's.
            return endings.threw(run, bound.policy(), thrown);
        }
    }

    /** Its arguments; they were checked when it was submitted, but perhaps by another release. */
    private Object args(Run run, BoundHandler bound) throws ArgsReader.ArgsException {
        String args = SecretRefs.any(run.job().args())
                ? resolved(run, bound)
                : run.job().args();
        try {
            return bound.args().read(args);
        } catch (ArgsReader.ArgsException unfit) {
            ArgsReader.Stored stored = bound.args().readStored(args);
            Misfit.leftOut(run, stored.leftOut());
            return stored.value();
        }
    }

    /** With its secrets, which are known to this attempt alone, and which it must not say. */
    private String resolved(Run run, BoundHandler bound) throws ArgsReader.ArgsException {
        List<String> told = new ArrayList<>();
        String args = bound.args().resolve(run.job().args(), name -> {
            String secret = around.secrets().text(name, run.job().type());
            told.add(secret);
            return secret;
        });
        run.hide(new Hidden(told));
        return args;
    }

    /** What becomes of an attempt whose handler is not called; null if it is. */
    private @Nullable Disposition unstarted(Run run) {
        try {
            if (tooLate(run)) {
                return new Disposition.Write(new Finished.Expired());
            }
        } catch (RuntimeException | Error unreachable) {
            LOG.snoozeUnknown(run.job().id(), unreachable);
            return new Disposition.GiveBack();
        }
        if (over(run)) {
            return Disposition.of(
                    Outcome.fail("It could not start in time"), null, StopReason.LIMIT, () -> Duration.ZERO);
        }
        return run.stopReason() == StopReason.CANCEL ? new Disposition.Write(new Finished.Cancelled(null)) : null;
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

    private Disposition call(Run run, BoundHandler bound, Object args, RequestScope scope) {
        scope.begin();
        try {
            BoundHandler.Use use = bound.uses().get();
            Disposition disposition = handle(run, bound, use, args);
            if (!(disposition instanceof Disposition.Await)) {
                Endings.release(run, use.release());
            }
            return disposition;
        } finally {
            Endings.release(run, scope::end);
        }
    }

    private Disposition handle(Run run, BoundHandler bound, BoundHandler.Use use, Object args) {
        try {
            RunContext context =
                    new RunContext(run, around.runs(), around.clock().instant());
            if (use instanceof BoundHandler.Direct direct) {
                return endings.answered(run, bound.policy(), direct.handler().handle(args, context));
            }
            CompletionStage<Outcome<Object>> stage =
                    ((BoundHandler.Async) use).handler().handle(args, context);
            if (stage == null) {
                throw new IllegalStateException("The handler returned null instead of a CompletionStage");
            }
            return new Disposition.Await(stage, use.release());
        } catch (Throwable thrown) {
            return endings.threw(run, bound.policy(), thrown);
        }
    }
}
