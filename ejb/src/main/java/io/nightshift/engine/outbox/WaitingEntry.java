package io.nightshift.engine.outbox;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.api.job.JobState;
import io.nightshift.engine.handler.JobTypes;
import io.nightshift.engine.handler.JobTypes.JobType;
import io.nightshift.engine.outbox.EntryText.WrongEntryException;
import io.nightshift.store.outbox.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a job looks that waits in an outbox: SCHEDULED, with what it will have once it is moved, as far as is known here. */
final class WaitingEntry {

    private static final String REASON = "Waits in the outbox of its application to be moved";
    private static final String UNREADABLE = "Waits in the outbox of its application, and will be rejected: ";

    private final EntryText texts;
    private final JobTypes types;

    WaitingEntry(EntryText texts, JobTypes types) {
        this.texts = texts;
        this.types = types;
    }

    JobSnapshot snapshot(JobId id, OutboxEntry entry) {
        try {
            return snapshot(id, entry, texts.read(entry).request(), REASON);
        } catch (WrongEntryException wrong) {
            return snapshot(id, entry, JobRequest.of(entry.type(), entry.args()), UNREADABLE + wrong.getMessage());
        }
    }

    private JobSnapshot snapshot(JobId id, OutboxEntry entry, JobRequest request, String reason) {
        Optional<JobType> type = types.find(request.type());
        String queue = request.queue();
        Integer attempts = request.maxAttempts();
        return new JobSnapshot(
                id,
                request.type(),
                queue != null ? queue : type.map(JobType::queue).orElse("default"),
                request.priority(),
                JobState.SCHEDULED,
                1,
                attempts != null ? attempts : type.map(JobType::maxAttempts).orElse(1),
                entry.args(),
                request.tags(),
                request.tenant(),
                entry.submitter(),
                id.time(),
                due(id, request),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                reason);
    }

    private static Instant due(JobId id, JobRequest request) {
        Duration delay = request.delay();
        @Nullable Instant runAt = request.runAt();
        if (delay != null) {
            return id.time().plus(delay);
        }
        return runAt != null ? runAt : id.time();
    }
}
