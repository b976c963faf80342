package io.nightshift.web.rest.job;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.nightshift.api.job.AttemptError;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.api.job.JobState;
import io.nightshift.api.job.Progress;
import io.nightshift.store.port.JobSearch.PastOutcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All of one job; arguments, as people may see them, and result are JSON, not text. */
record JobView(
        UUID id,
        String type,
        String queue,
        int priority,
        JobState state,
        int attempt,
        int maxAttempts,
        @JsonRawValue String args,
        List<String> tags,
        @Nullable String tenant,
        String submitter,
        Instant submittedAt,
        @Nullable Instant dueAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String node,
        @Nullable ProgressView progress,
        @JsonRawValue @Nullable String result,
        List<AttemptError> errors,
        List<PastOutcome> history,
        @Nullable Instant endBefore,
        @Nullable String reason) {

    static JobView of(JobSnapshot job, String args, List<PastOutcome> history) {
        return new JobView(
                job.id().value(),
                job.type(),
                job.queue(),
                job.priority(),
                job.state(),
                job.attempt(),
                job.maxAttempts(),
                args,
                job.tags(),
                job.tenant(),
                job.submitter(),
                job.submittedAt(),
                job.dueAt(),
                job.startedAt(),
                job.finishedAt(),
                job.node(),
                ProgressView.of(job.progress()),
                job.result(),
                job.errors(),
                history,
                job.endBefore(),
                job.reason());
    }

    /** How far it is; {@code percent} is left out while the total is not known. */
    record ProgressView(
            long done,
            long total,
            @Nullable Integer percent,
            @Nullable String note,
            Instant at) {
        static @Nullable ProgressView of(@Nullable Progress progress) {
            if (progress == null) {
                return null;
            }
            int percent = progress.percent();
            return new ProgressView(
                    progress.done(), progress.total(), percent < 0 ? null : percent, progress.note(), progress.at());
        }
    }
}
