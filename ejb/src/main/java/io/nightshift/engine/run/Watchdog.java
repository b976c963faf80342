package io.nightshift.engine.run;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.api.job.JobId;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.outcome.StopReason;
import io.nightshift.store.port.JobStore;
import java.time.Duration;
import java.util.List;

/** Ends what runs too long, tells handlers that somebody cancelled their job, and gives up those that do not listen. */
public final class Watchdog {

    private static final Duration YOUNG = Duration.ofMillis(300);
    /** How many times the grace an attempt may take from its handler's answer to its end. */
    private static final int ENDING = 6;

    private final Holdings holdings;
    private final Runner runner;
    private final JobStore jobs;
    private final EngineConfig config;

    /** Watches what this node holds. */
    public Watchdog(Holdings holdings, Runner runner, JobStore jobs, EngineConfig config) {
        this.holdings = holdings;
        this.runner = runner;
        this.jobs = jobs;
        this.config = config;
    }

    /**
     * Interrupts attempts whose timeout or job's time limit is over; gives up those that were told to stop and have gone
     * on for the grace, and those that have answered and do not come to their end. Costs a walk through memory.
     */
    public void deadlines() {
        long now = System.nanoTime();
        Duration ending = config.grace().multipliedBy(ENDING);
        for (Run run : holdings.all()) {
            try {
                look(run, now, ending);
            } catch (RuntimeException | Error failed) {
                // One run that cannot be ended must not keep the others from it.
                LOG.dutyFailed("deadlines", failed);
            }
        }
    }

    private void look(Run run, long now, Duration ending) {
        if (run.owed()) {
            runner.settle(run);
        } else if (run.ignoresItsStop(now, config.grace()) || run.endsTooSlowly(now, ending)) {
            runner.abandon(run);
        } else if (run.overdue(now) && run.stopReason() == StopReason.NONE) {
            run.stop(run.late(), true);
        }
    }

    /** Asks the store who wants running jobs to stop, and tells their handlers. */
    public void cancellations() {
        long now = System.nanoTime();
        // Tiny jobs are over before anybody could cancel them: asking for each would only cost.
        List<JobId> held = holdings.all().stream()
                .filter(run ->
                        now - run.heldSince() > YOUNG.toNanos() && run.stopReason() == StopReason.NONE && !run.ended())
                .map(run -> run.job().id())
                .toList();
        if (held.isEmpty()) {
            return;
        }
        for (JobId id : jobs.cancelRequests(held)) {
            Run run = holdings.find(id);
            if (run != null) {
                run.stop(StopReason.CANCEL, true);
            }
        }
    }
}
