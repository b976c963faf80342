package io.nightshift.web.push;

import io.nightshift.store.port.JobSearch.Row;
import io.nightshift.web.console.Words;
import io.nightshift.web.console.job.JobLine;
import java.util.Collection;
import java.util.List;

/**
 * What a list of jobs shows anew: its rows stay where they are.
 *
 * @param fresh how many newer jobs the list would show; counted up to {@link #MOST}
 */
record LiveRows(List<Line> rows, int fresh) {

    static final int MOST = 50;

    /** The cells of a row that change. */
    record Line(
            String id,
            String css,
            String word,
            String attempts,
            String note,
            int percent,
            String when,
            String whenWord,
            String ran) {}

    static LiveRows of(Collection<Row> rows, int fresh, Words words) {
        return new LiveRows(
                rows.stream().map(row -> line(new JobLine(row, words))).toList(), fresh);
    }

    private static Line line(JobLine job) {
        return new Line(
                job.id(),
                job.chip().getCss(),
                job.chip().getWord(),
                job.attempts(),
                job.note(),
                job.showsProgress() ? job.percent() : -1,
                job.words().iso(job.when()),
                job.whenWord(),
                job.ran());
    }
}
