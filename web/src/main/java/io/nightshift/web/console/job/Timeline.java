package io.nightshift.web.console.job;

import io.nightshift.api.job.AttemptError;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.api.job.JobState;
import io.nightshift.store.port.JobSearch.PastOutcome;
import io.nightshift.web.console.Chip;
import io.nightshift.web.console.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happened to a job, oldest first, with what is to come last. */
final class Timeline {

    private final Words words;
    private final List<Entry> entries = new ArrayList<>();

    private Timeline(Words words) {
        this.words = words;
    }

    /**
     * One thing that happened.
     *
     * @param css colour and shape, as of a {@link Chip}
     * @param text more; empty for none
     * @param at when; null while it has not happened
     */
    public record Entry(
            String css, String title, String text, @Nullable Instant at) {}

    static List<Entry> of(JobSnapshot job, List<PastOutcome> history, Words words) {
        Timeline timeline = new Timeline(words);
        timeline.entries.add(new Entry("ready", "Submitted", "by " + job.submitter(), job.submittedAt()));
        history.forEach(timeline::past);
        job.errors().forEach(timeline::attempt);
        timeline.entries.sort(Comparator.comparing(Entry::at, Comparator.nullsLast(Comparator.naturalOrder())));
        timeline.now(job);
        return List.copyOf(timeline.entries);
    }

    private void attempt(AttemptError error) {
        String what = error.kind() == AttemptError.Kind.TIMED_OUT
                ? "timed out"
                : error.kind().name().toLowerCase(Locale.ROOT);
        String ran = words.between(error.startedAt(), error.finishedAt());
        String text = (ran.isEmpty() ? "" : "after " + ran + " ") + "on " + error.node();
        entries.add(new Entry("retrying", "Attempt " + error.attempt() + " " + what, text, error.finishedAt()));
    }

    private void past(PastOutcome past) {
        entries.add(new Entry(
                past.state().name().toLowerCase(Locale.ROOT),
                past.state().name(),
                because("after " + (past.attempt() == 1 ? "1 attempt" : past.attempt() + " attempts"), past.reason()),
                past.finishedAt()));
        entries.add(new Entry("ready", "Made ready again", "by " + past.retriedBy(), past.retriedAt()));
    }

    private static String because(String text, @Nullable String reason) {
        return reason == null ? text : text.isEmpty() ? reason : text + "; " + reason;
    }

    private void now(JobSnapshot job) {
        Chip chip = Chip.of(job.state(), job.attempt());
        String node = job.node() == null ? "" : "on " + job.node();
        if (job.state().terminal()) {
            String ran = words.between(job.startedAt(), job.finishedAt());
            String text = (ran.isEmpty() ? "" : "ran " + ran + " ") + node;
            entries.add(new Entry(
                    chip.getCss(), job.state().name(), because(text.strip(), job.reason()), job.finishedAt()));
        } else if (job.state() == JobState.RUNNING) {
            String title = "Attempt " + job.attempt() + " runs";
            entries.add(new Entry(chip.getCss(), title, node, job.startedAt()));
        } else if (job.state() == JobState.SCHEDULED) {
            entries.add(new Entry(chip.getCss(), "Attempt " + job.attempt() + " is due", "", job.dueAt()));
        } else {
            String title = job.state() == JobState.READY ? "Waits for a node with room" : "Waits for other jobs";
            entries.add(new Entry(chip.getCss(), title, "", null));
        }
    }
}
