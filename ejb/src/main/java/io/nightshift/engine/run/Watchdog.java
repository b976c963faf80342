package io.nightshift.engine.run;

import io.nightshift.api.job.JobId;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.outcome.StopReason;
import io.nightshift.store.port.JobStore;
import java.time.Duration;
import java.util.List;

/** Ends what runs too long, tells handlers that somebody cancelled their job, and gives up those that do not listen. */
public final class Watchdog {

    private static final Duration YOUNG = Duration.ofMillis(300);

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
     * Interrupts attempts whose timeout or job's time limit is over, and gives up those that were told to stop and have gone on for the grace.
     * Costs a walk through memory.
     */
    public void deadlines() {
        long now = System.nanoTime();
        for (Run run : holdings.all()) {
            if (run.ignoresItsStop(now, config.grace())) {
                runner.abandon(run);
            } else if (run.overdue(now) && run.stopReason() == StopReason.NONE) {
                run.stop(run.late(), true);
            }
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
