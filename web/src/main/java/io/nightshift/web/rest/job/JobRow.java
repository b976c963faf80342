package io.nightshift.web.rest.job;

import io.nightshift.api.job.JobState;
import io.nightshift.store.port.JobSearch;
import io.nightshift.web.rest.job.JobView.ProgressView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One job of a list. */
record JobRow(
        UUID id,
        String type,
        String queue,
        int priority,
        JobState state,
        int attempt,
        int maxAttempts,
        List<String> tags,
        @Nullable String tenant,
        String submitter,
        Instant submittedAt,
        @Nullable Instant dueAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String node,
        @Nullable ProgressView progress,
        @Nullable String error) {

    static JobRow of(JobSearch.Row row) {
        return new JobRow(
                row.id().value(),
                row.type(),
                row.queue(),
                row.priority(),
                row.state(),
                row.attempt(),
                row.maxAttempts(),
                row.tags(),
                row.tenant(),
                row.submitter(),
                row.submittedAt(),
                row.dueAt(),
                row.startedAt(),
                row.finishedAt(),
                row.node(),
                ProgressView.of(row.progress()),
                row.error());
    }

    /**
     * A page of them.
     *
     * @param next cursor of the page of older jobs; left out on the last page
     * @param previous cursor of the page of newer jobs; left out on the first page
     * @param complete false if the search looked at its share of jobs and stopped before the page was full
     */
    record PageView(
            List<JobRow> jobs,
            @Nullable String next,
            @Nullable String previous,
            boolean complete) {
        static PageView of(JobSearch.Page page) {
            return new PageView(
                    page.rows().stream().map(JobRow::of).toList(),
                    JobQuery.olderThan(page.older()),
                    JobQuery.newerThan(page.newer()),
                    page.examinedAll());
        }
    }
}
