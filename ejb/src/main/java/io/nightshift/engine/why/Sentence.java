package io.nightshift.engine.why;

import io.nightshift.store.node.NodeStore.Node;
import io.nightshift.store.port.JobWaits;
import io.nightshift.store.port.JobWaits.Jobs;
import io.nightshift.store.type.Breaker;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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

    static String opened(String type, Breaker breaker) {
        Instant since = breaker.since();
        String by = breaker.by();
        return "The breaker of type " + type + " was opened" + (by == null ? "" : " by " + by)
                + (since == null ? "" : " at " + at(since))
                + (breaker.reason() == null ? "." : ": " + breaker.reason() + ".");
    }

    static String draining(String type, List<Node> nodes) {
        return (nodes.size() == 1 ? "The only live node that knows the type " : "All live nodes that know the type ")
                + type + (nodes.size() == 1 ? " is" : " are") + " being drained: " + since(nodes) + ".";
    }

    static String alsoDraining(List<Node> nodes) {
        return "Being drained: " + since(nodes) + ".";
    }

    private static String since(List<Node> draining) {
        return draining.stream()
                .map(node -> node.name()
                        + (node.drainingAt() == null ? "" : " since " + at(node.drainingAt()))
                        + (node.drainingBy() == null ? "" : " by " + node.drainingBy()))
                .collect(Collectors.joining(", "));
    }

    static String paused(String what, @Nullable String by, @Nullable Instant since, @Nullable String reason) {
        return what + " is paused" + (by == null ? "" : " by " + by) + (since == null ? "" : " since " + at(since))
                + (reason == null ? "." : ": " + reason);
    }
}
