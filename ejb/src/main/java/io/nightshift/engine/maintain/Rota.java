package io.nightshift.engine.maintain;

import io.nightshift.engine.log.RimLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs the duties of one cadence, one after the other, never twice at the same time.
 *
 * <p>The timer's own thread only hands over: while the database is away a run takes long, and a timer that is still busy
 * makes the server complain at every beat.
 */
final class Rota {

    private final List<Duty> duties;
    private final Executor executor;
    private final AtomicBoolean busy = new AtomicBoolean();
    /** The last trouble of each duty, so that it is told once and not at every beat. Touched by one run at a time. */
    private final Map<String, String> troubles = new HashMap<>();

    Rota(List<Duty> duties, Executor executor) {
        this.duties = List.copyOf(duties);
        this.executor = executor;
    }

    /** Starts a run, unless one is under way. */
    void beat() {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException e) {
            busy.set(false);
            // All threads are taken by jobs, or the server stops; the next beat tries again.
            RimLog.LOG.noThreadForDuties(e.getMessage());
        }
    }

    private void run() {
        try {
            duties.forEach(this::runGuarded);
        } finally {
            busy.set(false);
        }
    }

    private void runGuarded(Duty duty) {
        try {
            duty.runOnce();
            if (troubles.remove(duty.name()) != null) {
                RimLog.LOG.dutyRecovered(duty.name());
            }
        } catch (RuntimeException | LinkageError e) {
            String cause = cause(e);
            if (!cause.equals(troubles.put(duty.name(), cause))) {
                RimLog.LOG.dutyFailed(duty.name(), cause, e);
            } else {
                RimLog.LOG.dutyFailedAgain(duty.name(), cause);
            }
        }
    }

    /** The class alone: messages carry ids and times, which would make every failure look like a new one. */
    private static String cause(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getName();
    }
}
