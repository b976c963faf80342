package io.nightshift.web.console.job;

import io.nightshift.api.job.JobState;
import io.nightshift.api.job.Progress;
import io.nightshift.store.port.JobSearch.Row;
import io.nightshift.web.console.Chip;
import io.nightshift.web.console.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of a list of jobs, with what its columns say. */
public record JobLine(Row row, Words words) {

    public String id() {
        return row.id().toString();
    }

    public Chip chip() {
        return Chip.of(row.state(), row.attempt());
    }

    /** The time that matters in its state: due, submitted, started or ended. */
    public @Nullable Instant when() {
        Instant at = switch (row.state()) {
            case SCHEDULED -> row.dueAt();
            case RUNNING -> row.startedAt();
            case BLOCKED, READY -> row.submittedAt();
            case SUCCEEDED, DEAD, CANCELLED, EXPIRED -> row.finishedAt();
        };
        return at == null ? row.submittedAt() : at;
    }

    /** What {@link #when} is the time of. */
    public String whenWord() {
        return switch (row.state()) {
            case SCHEDULED -> "due";
            case RUNNING -> row.startedAt() == null ? "submitted" : "started";
            case BLOCKED, READY -> "submitted";
            case SUCCEEDED, DEAD, CANCELLED, EXPIRED -> "ended";
        };
    }

    /** How long the last attempt ran; empty if none has started. */
    public String ran() {
        boolean tells = row.state().terminal() || row.state() == JobState.RUNNING;
        return tells ? words.between(row.startedAt(), row.finishedAt()) : "";
    }

    /** Such as 2/5. */
    public String attempts() {
        return row.attempt() + "/" + row.maxAttempts();
    }

    /** Whether it runs and tells how far it is. */
    public boolean showsProgress() {
        Progress progress = row.progress();
        return row.state() == JobState.RUNNING && progress != null && progress.percent() >= 0;
    }

    public int percent() {
        Progress progress = row.progress();
        return progress == null ? -1 : progress.percent();
    }

    /** What went wrong, or what is being done; empty if neither is known. */
    public String note() {
        Progress progress = row.progress();
        boolean troubled = row.state() == JobState.DEAD || chip() == Chip.RETRYING;
        if (troubled && row.error() != null) {
            return firstLine(row.error());
        }
        return row.state() == JobState.RUNNING && progress != null && progress.note() != null
                ? firstLine(progress.note())
                : "";
    }

    private static String firstLine(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
