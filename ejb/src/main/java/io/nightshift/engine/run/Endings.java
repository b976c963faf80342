package io.nightshift.engine.run;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.engine.handler.BoundHandler;
import io.nightshift.engine.handler.Handlers;
import io.nightshift.engine.handler.RetryPolicy;
import io.nightshift.engine.outcome.Disposition;
import io.nightshift.engine.outcome.FailureText;
import io.nightshift.engine.outcome.OutcomeInterpreter;
import io.nightshift.engine.run.Runner.Surroundings;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The one place where attempts end. Whatever a handler answers or throws, on whatever thread, its attempt ends here once,
 * and what it held comes back. No method throws: what cannot be handed over for want of memory stays owed and is handed
 * over at the watchdog's next look.
 */
final class Endings {

    private final Handlers handlers;
    private final OutcomeInterpreter outcomes;
    private final Holdings holdings;
    private final Surroundings around;

    Endings(Handlers handlers, OutcomeInterpreter outcomes, Holdings holdings, Surroundings around) {
        this.handlers = handlers;
        this.outcomes = outcomes;
        this.holdings = holdings;
        this.around = around;
    }

    /** What the handler's answer means. */
    Disposition answered(Run run, RetryPolicy policy, @Nullable Object answer) {
        run.answered(System.nanoTime(), null);
        return decided(run, outcomes.answered(run, policy, answer));
    }

    /** What it means that the handler, or what had to be done to call it, threw this. */
    Disposition threw(Run run, RetryPolicy policy, Throwable thrown) {
        run.answered(System.nanoTime(), thrown.getClass().getName());
        return decided(run, outcomes.threw(run, policy, thrown));
    }

    private static Disposition decided(Run run, Disposition disposition) {
        run.decide(disposition);
        return disposition;
    }

    /** Its handler's thread is back. */
    void returned(Run run, Disposition disposition) {
        long endedAt = System.nanoTime();
        boolean own = run.end();
        run.leave();
        holdings.runningChanged(-1);
        if (own) {
            carryOut(disposition, run, endedAt);
        } else {
            returnedLate(run);
        }
    }

    /**
     * Lets the thread go: whoever completes the stage ends the run.
     *
     * @return whether it goes on without this thread
     */
    boolean await(Run run, RetryPolicy policy, Disposition.Await await, Runnable landed) {
        CompletionStage<? extends @Nullable Object> stage = await.stage();
        PendingStage pending = new PendingStage(run.job().id(), stage, await.release(), landed, around.cancels());
        if (!run.goOnWithoutThread(pending)) {
            // Given up while its handler was still on this thread.
            holdings.runningChanged(-1);
            pending.stop();
            returnedLate(run);
            pending.discard();
            return false;
        }
        try {
            var unused = stage.whenComplete((outcome, thrown) -> land(run, policy, pending, outcome, thrown));
        } catch (Throwable broken) {
            land(run, policy, pending, null, broken);
        }
        return true;
    }

    private void land(
            Run run, RetryPolicy policy, PendingStage stage, @Nullable Object answer, @Nullable Throwable thrown) {
        long endedAt = System.nanoTime();
        Disposition disposition = run.ended()
                ? new Disposition.Drop()
                : thrown == null ? answered(run, policy, answer) : threw(run, policy, thrown);
        if (!run.end()) {
            LOG.completedLate(run.job().id(), run.job().type(), run.job().attempt(), around.node());
            return;
        }
        holdings.runningChanged(-1);
        carryOut(disposition, run, endedAt);
        stage.land();
    }

    /**
     * Ends a run that was told to stop and goes on, or that has answered and does not come to its end. What its handler
     * does later is discarded. Its thread is lost until it returns; a stage holds none.
     */
    void abandon(Run run) {
        if (!run.end()) {
            return;
        }
        PendingStage stage = run.stage();
        if (stage == null) {
            int threads = holdings.leakedChanged(1);
            run.interrupt();
            logGivenUp(run, threads);
        } else {
            holdings.runningChanged(-1);
            logGivenUp(run, 0);
        }
        Disposition known = run.decided();
        carryOut(known == null ? outcomes.givenUp(run, policy(run), how(run, stage)) : known, run, System.nanoTime());
        if (stage != null) {
            stage.abandon();
        }
    }

    private void logGivenUp(Run run, int threads) {
        var job = run.job();
        if (run.answered()) {
            LOG.endTooSlow(job.id(), job.type(), job.attempt(), around.node());
        } else if (threads > 0) {
            LOG.leaked(job.id(), job.type(), job.attempt(), around.node(), job.queue(), threads);
        } else {
            LOG.stageGivenUp(job.id(), job.type(), job.attempt(), around.node());
        }
    }

    /** Hands over what could not be handed over when it ended. */
    void settle(Run run) {
        Disposition disposition = run.decided();
        if (run.owed() && disposition != null) {
            run.owe(false);
            carryOut(disposition, run, System.nanoTime());
        }
    }

    private static String how(Run run, @Nullable PendingStage stage) {
        String threw = run.threw();
        if (threw != null) {
            return "The handler threw " + threw + ", and what that says of itself could not be found out in time";
        }
        if (run.answered()) {
            return "The handler answered, and its result could not be written in time";
        }
        return stage == null
                ? "The handler ignored its interrupt; its thread still runs"
                : "The handler's stage did not complete after it was cancelled";
    }

    private void returnedLate(Run run) {
        int unused = holdings.leakedChanged(-1);
        LOG.returnedLate(run.job().id(), run.job().type(), run.job().attempt(), around.node());
    }

    private RetryPolicy policy(Run run) {
        BoundHandler bound = handlers.bound(run.job().type());
        return bound == null ? RetryPolicy.SILENT : bound.policy();
    }

    private void carryOut(Disposition disposition, Run run, long endedAt) {
        try {
            if (disposition instanceof Disposition.Write write) {
                around.ends().add(run, run.hidden().in(write.ending()), endedAt - run.startedAt(), endedAt);
            } else if (disposition instanceof Disposition.GiveBack) {
                around.returns().add(run);
            } else {
                holdings.remove(run);
            }
        } catch (RuntimeException | Error noMemory) {
            run.decide(disposition);
            run.owe(true);
        }
    }

    /** Ends what was made for a run, of which only its own code knows what that does. */
    static void release(Run run, Runnable release) {
        try {
            release.run();
        } catch (Throwable broken) {
            LOG.handlerNotReleased(run.job().id(), FailureText.loggable(broken));
        }
    }
}
