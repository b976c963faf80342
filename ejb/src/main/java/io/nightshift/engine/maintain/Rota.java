package io.nightshift.engine.maintain;

import io.nightshift.engine.log.RimLog;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs a duty at each beat, never twice at the same time. Each duty has a thread while it is at work, so that one that waits
 * holds up no other.
 *
 * <p>The timer's own thread only hands over: while the database is away a run takes long, and a timer that is still busy
 * makes the server complain at every beat.
 */
final class Rota {

    private static final int DEEPEST_CAUSE = 20;

    private final Duty duty;
    private final Executor executor;
    private final AtomicBoolean busy = new AtomicBoolean();
    /** The last trouble, so that it is told once and not at every beat. Touched by one run at a time. */
    private @Nullable String trouble;

    Rota(Duty duty, Executor executor) {
        this.duty = duty;
        this.executor = executor;
    }

    /** Starts a run, unless one is under way. */
    void beat() {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(this::run);
        } catch (RuntimeException | Error e) {
            busy.set(false);
            // The machine has no thread left, or the server stops; the next beat tries again.
            RimLog.LOG.noThreadForDuties(e.getMessage());
        }
    }

    private void run() {
        try {
            runGuarded();
        } finally {
            busy.set(false);
        }
    }

    private void runGuarded() {
        try {
            duty.runOnce();
            if (trouble != null) {
                trouble = null;
                RimLog.LOG.dutyRecovered(duty.name());
            }
        } catch (RuntimeException | Error e) {
            String cause = cause(e);
            if (cause.equals(trouble)) {
                RimLog.LOG.dutyFailedAgain(duty.name(), cause);
            } else {
                trouble = cause;
                RimLog.LOG.dutyFailed(duty.name(), cause, e);
            }
        }
    }

    /** The class alone: messages carry ids and times, which would make every failure look like a new one. */
    private static String cause(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < DEEPEST_CAUSE; depth++) {
            root = root.getCause();
        }
        return root.getClass().getName();
    }
}
