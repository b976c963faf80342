package io.nightshift.engine.why;

import io.nightshift.store.job.JobWaits;
import io.nightshift.store.job.JobWaits.Jobs;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words that several answers share. */
final class Sentence {

    private Sentence() {}

    static String at(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String capped(int count, String noun) {
        boolean more = count >= JobWaits.CAP;
        return (more ? "at least " : "") + count + " " + noun + (count == 1 ? "" : "s");
    }

    static String tenant(@Nullable String tenant) {
        return tenant == null ? "those without a tenant" : "tenant " + tenant;
    }

    static String tenants(int count, String queue) {
        return count >= JobWaits.CAP
                ? "the tenants of queue " + queue + ", at least " + count + ","
                : "the " + count + " tenants of queue " + queue;
    }

    static String jobs(Jobs jobs) {
        if (jobs.first().isEmpty()) {
            return "no job now, so it is let through within seconds";
        }
        String named = jobs.first().stream().map(String::valueOf).collect(Collectors.joining(", "));
        int others = jobs.count() - jobs.first().size();
        return (jobs.count() == 1 ? "job " : "jobs ") + named + (others > 0 ? " and " + others + " more" : "");
    }

    static String paused(String what, @Nullable String by, @Nullable Instant since, @Nullable String reason) {
        return what + " is paused" + (by == null ? "" : " by " + by) + (since == null ? "" : " since " + at(since))
                + (reason == null ? "." : ": " + reason);
    }
}
