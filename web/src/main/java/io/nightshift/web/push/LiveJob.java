package io.nightshift.web.push;

import io.nightshift.api.job.JobSnapshot;
import io.nightshift.api.job.Progress;
import io.nightshift.store.port.JobSearch.LogLine;
import io.nightshift.store.port.JobSearch.LogPosition;
import io.nightshift.web.console.Chip;
import io.nightshift.web.console.Words;
import io.nightshift.web.console.job.JobPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a running job shows anew.
 *
 * @param stamp when it changes, the page itself is out of date
 * @param percent 0 to 100; -1 while not known
 * @param log lines behind the ones the page has
 * @param after place of the last of all lines, to be asked with next time; null if there is none yet
 * @param more whether there are further lines right now
 */
record LiveJob(
        String stamp,
        String css,
        String word,
        boolean terminal,
        long done,
        long total,
        int percent,
        @Nullable String note,
        String ran,
        List<Line> log,
        @Nullable String after,
        boolean more) {

    static final int LINES = 500;

    /** A line of the log. */
    record Line(int attempt, String at, String level, String message) {}

    static LiveJob of(JobSnapshot job, List<LogLine> lines, @Nullable LogPosition before, Words words) {
        Chip chip = Chip.of(job.state(), job.attempt());
        Progress progress = job.progress();
        LogPosition last =
                lines.isEmpty() ? before : lines.get(lines.size() - 1).position();
        return new LiveJob(
                JobPage.stamp(job),
                chip.getCss(),
                chip.getWord(),
                job.state().terminal(),
                progress == null ? 0 : progress.done(),
                progress == null ? 0 : progress.total(),
                progress == null ? -1 : progress.percent(),
                progress == null ? null : progress.note(),
                words.between(job.startedAt(), job.finishedAt()),
                lines.stream()
                        .map(line ->
                                new Line(line.position().attempt(), words.iso(line.at()), line.level(), line.message()))
                        .toList(),
                last == null ? null : last.attempt() + "." + last.line(),
                lines.size() == LINES);
    }

    /** Reads {@code after}; null for null. */
    static @Nullable LogPosition position(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("A place in a log is such as 1.20");
        }
        return new LogPosition(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
    }
}
