package io.nightshift.engine.run;

import io.nightshift.api.handler.JobContext.LogLevel;
import io.nightshift.engine.outcome.FailureText;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.RunStore.Line;
import io.nightshift.store.port.RunStore.Report;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What a run has said of itself and is not stored yet. Safe for concurrent use; costs nothing if it says nothing. */
final class Reports {

    private static final int MAX_LINES = 10_000;
    private static final int MAX_MESSAGE = 2_000;
    private static final int MAX_NOTE = 500;

    private record Pending(int line, LogLevel level, String message, long at) {}

    private record Progress(long done, long total, String note) {}

    private volatile boolean any;
    private @Nullable Queue<Pending> lines;
    private int lastLine;
    private @Nullable Progress progress;

    synchronized void log(LogLevel level, String message) {
        if (lastLine > MAX_LINES) {
            return;
        }
        lastLine++;
        if (lines == null) {
            lines = new ArrayDeque<>();
        }
        lines.add(
                lastLine <= MAX_LINES
                        ? new Pending(lastLine, level, FailureText.cut(message, MAX_MESSAGE), System.nanoTime())
                        : new Pending(
                                lastLine,
                                LogLevel.WARN,
                                "More than " + MAX_LINES + " lines: the following ones are dropped",
                                System.nanoTime()));
        any = true;
    }

    synchronized void progress(long done, long total, @Nullable String note) {
        progress = new Progress(done, total, note == null ? "" : FailureText.cut(note, MAX_NOTE));
        any = true;
    }

    /** Whether there is something to take. */
    boolean any() {
        return any;
    }

    /** Moves what is there to the lists. */
    synchronized void take(
            Claimed.Job job, String node, long startedAt, long now, List<Report> reports, List<Line> target) {
        any = false;
        if (progress != null) {
            reports.add(new Report(
                    job.id(),
                    job.attempt(),
                    progress.done(),
                    progress.total(),
                    progress.note(),
                    node,
                    Duration.ofNanos(now - startedAt)));
            progress = null;
        }
        if (lines != null) {
            for (Pending line : new ArrayList<>(lines)) {
                target.add(new Line(
                        job.id(),
                        job.attempt(),
                        line.line(),
                        line.level(),
                        line.message(),
                        Duration.ofNanos(Math.max(0, now - line.at()))));
            }
            lines = null;
        }
    }
}
