package io.nightshift.engine.run;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.JobStore.Started;
import io.nightshift.store.port.RunStore;
import io.nightshift.store.port.RunStore.Line;
import io.nightshift.store.port.RunStore.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Stores what runs say of themselves, once a second and before their outcome; and marks runs that take long. */
public final class ReportFlusher {

    private static final Duration LONG = Duration.ofSeconds(1);
    /** Marks stored together: a transaction must not lock ten thousand rows at once. */
    private static final int MARKS = 1_000;

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
        List<Run> running = held.stream()
                .filter(run -> !run.marked() && run.running() && now - run.startedAt() > LONG.toNanos())
                .toList();
        for (int from = 0; from < running.size(); from += MARKS) {
            mark(running.subList(from, Math.min(running.size(), from + MARKS)));
        }
        flush(held);
    }

    private void mark(List<Run> running) {
        long now = System.nanoTime();
        jobs.started(
                running.stream()
                        .map(run -> new Started(
                                run.job().id(), run.job().attempt(), Duration.ofNanos(now - run.startedAt())))
                        .toList(),
                node);
        running.forEach(Run::mark);
    }

    /** Stores what these have said since the last time. */
    public void flush(Collection<Run> of) {
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
