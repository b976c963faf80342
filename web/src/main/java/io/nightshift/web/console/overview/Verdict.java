package io.nightshift.web.console.overview;

import io.nightshift.engine.stat.Live.QueueLine;
import io.nightshift.engine.stat.Live.Snapshot;
import io.nightshift.store.node.NodeStore.Node;
import io.nightshift.web.console.Words;
import io.nightshift.web.console.job.JobFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The one line above all: what is wrong, most urgent first, or that nothing is.
 *
 * @param css colour: {@code bad}, {@code warn} or {@code good}
 * @param parts what is said; never empty
 */
public record Verdict(String css, List<Part> parts) {

    /** A queue whose oldest ready job has waited longer than this is late. */
    static final Duration LATE = Duration.ofMinutes(1);

    /**
     * A statement and the list that shows it.
     *
     * @param href below the console's root; empty for none
     */
    public record Part(String text, String href) {}

    /** Judges a snapshot. */
    public static Verdict of(Snapshot snapshot, Words words) {
        List<Part> bad = new ArrayList<>();
        List<Part> warn = new ArrayList<>();
        Figures figures = new Figures(snapshot);
        nodes(snapshot, words, bad);
        long died = figures.died(15);
        if (died > 0) {
            bad.add(new Part(words.many(died, "job") + " died in 15 min", "jobs.xhtml?state=DEAD"));
        }
        queues(snapshot, words, warn);
        if (snapshot.rejects() > 0) {
            warn.add(new Part(
                    words.capped(snapshot.rejects(), 1000)
                            + (snapshot.rejects() == 1 ? " message was rejected" : " messages were rejected"),
                    "rejects.xhtml"));
        }
        if (!bad.isEmpty()) {
            bad.addAll(warn);
            return new Verdict("bad", List.copyOf(bad));
        }
        return warn.isEmpty() ? allWell(figures, words) : new Verdict("warn", List.copyOf(warn));
    }

    private static void nodes(Snapshot snapshot, Words words, List<Part> bad) {
        if (snapshot.version() == 0) {
            return;
        }
        long silent = snapshot.nodes().stream().filter(node -> !node.live()).count();
        if (snapshot.nodes().stream().noneMatch(Node::live)) {
            bad.add(new Part("No node takes jobs", "nodes.xhtml"));
        } else if (silent > 0) {
            bad.add(new Part(words.many(silent, "node") + " silent", "nodes.xhtml"));
        }
    }

    private static void queues(Snapshot snapshot, Words words, List<Part> warn) {
        List<QueueLine> late = snapshot.queues().values().stream()
                .filter(line -> line.depth().ready() > 0 && !line.queue().paused())
                .filter(line -> line.depth().oldestReady().compareTo(LATE) > 0)
                .toList();
        if (late.size() == 1) {
            QueueLine line = late.get(0);
            warn.add(new Part(
                    "Queue " + line.queue().name() + " is late by "
                            + words.duration(line.depth().oldestReady()),
                    "jobs.xhtml?state=READY&queue="
                            + JobFilter.encode(line.queue().name())));
        } else if (late.size() > 1) {
            warn.add(new Part(words.many(late.size(), "queue") + " late", "queues.xhtml"));
        }
        long paused = snapshot.queues().values().stream()
                .filter(line -> line.queue().paused() && line.depth().ready() > 0)
                .count();
        if (paused > 0) {
            warn.add(new Part(words.many(paused, "paused queue") + " with jobs waiting", "queues.xhtml"));
        }
    }

    private static Verdict allWell(Figures figures, Words words) {
        if (figures.running() == 0 && figures.held() == 0 && figures.ready() == 0) {
            return new Verdict("good", List.of(new Part("All is well, and nothing waits", "")));
        }
        String text = "All is well: " + words.count(figures.running()) + " running, " + words.count(figures.ready())
                + " waiting";
        return new Verdict("good", List.of(new Part(text, "")));
    }
}
