package io.nightshift.engine.run;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.store.job.JobStore;
import io.nightshift.store.job.RunStore;
import io.nightshift.store.job.RunStore.Line;
import io.nightshift.store.job.RunStore.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Stores what runs say of themselves, once a second and before their outcome; and marks runs that take long. */
public final class ReportFlusher {

    private static final Duration LONG = Duration.ofSeconds(1);

    private final RunStore runs;
    private final JobStore jobs;
    private final String node;

    /** Stores here, in the name of this node. */
    public ReportFlusher(RunStore runs, JobStore jobs, String node) {
        this.runs = runs;
        this.jobs = jobs;
        this.node = node;
    }

    /** Marks those that have run for over a second and stores what all have said since the last time. */
    public void turn(Collection<Run> held) {
        long now = System.nanoTime();
        for (Run run : held) {
            if (!run.marked() && run.running() && now - run.startedAt() > LONG.toNanos()) {
                jobs.started(run.job().id(), run.job().attempt(), node, Duration.ofNanos(now - run.startedAt()));
                run.mark();
            }
        }
        flush(held);
    }

    void flush(Collection<Run> of) {
        List<Report> reports = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        long now = System.nanoTime();
        for (Run run : of) {
            if (run.reports().any()) {
                run.reports().take(run.job(), node, run.startedAt(), now, reports, lines);
            }
        }
        try {
            if (!reports.isEmpty()) {
                runs.progress(reports);
            }
            if (!lines.isEmpty()) {
                runs.log(lines);
            }
        } catch (RuntimeException unreachable) {
            // Kept, they could fill the memory while the database is away; a job's log is no promise.
            LOG.reportsLost(reports.size() + lines.size(), unreachable);
        }
    }
}
