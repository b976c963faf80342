package io.nightshift.web.console.overview;

import io.nightshift.api.job.JobState;
import io.nightshift.engine.stat.Live;
import io.nightshift.engine.stat.Live.QueueLine;
import io.nightshift.engine.stat.Live.Snapshot;
import io.nightshift.store.node.NodeStore.Node;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobSearch.Query;
import io.nightshift.web.console.Words;
import io.nightshift.web.console.job.JobLine;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Comparator;
import java.util.List;

/** The overview: one snapshot, and the jobs that died last. */
@Named("overviewPage")
@RequestScoped
public class OverviewPage {

    private static final int LINES = 6;

    private final JobSearch jobs;
    private final Words words;
    private final Snapshot snapshot;
    private final Figures figures;

    @Inject
    public OverviewPage(Live live, JobSearch jobs, Words words) {
        this.jobs = jobs;
        this.words = words;
        // Once per request: all numbers of a page are of one moment.
        this.snapshot = live.snapshot();
        this.figures = new Figures(snapshot);
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected OverviewPage() {
        this.jobs = null;
        this.words = null;
        this.snapshot = null;
        this.figures = null;
    }

    public Verdict getVerdict() {
        return Verdict.of(snapshot, words);
    }

    public Figures getFigures() {
        return figures;
    }

    public HourChart getChart() {
        return HourChart.of(snapshot.minutes(), snapshot.at());
    }

    /** The queue whose oldest ready job has waited longest. */
    public String getOldestQueue() {
        return figures.latest().map(line -> line.queue().name()).orElse("");
    }

    /** How many jobs are DEAD. */
    public String getDead() {
        return words.capped(snapshot.dead(), 10_000);
    }

    /** The queues that need a look first. */
    public List<QueueLine> getQueues() {
        return snapshot.queues().values().stream()
                .sorted(Comparator.comparing((QueueLine line) -> line.depth().oldestReady())
                        .reversed()
                        .thenComparing(line -> -line.depth().ready()
                                - line.depth().running()
                                - line.depth().held())
                        .thenComparing(line -> line.queue().name()))
                .limit(LINES)
                .toList();
    }

    /** How many queues there are. */
    public int getQueueCount() {
        return snapshot.queues().size();
    }

    /** The nodes, silent ones first. */
    public List<Node> getNodes() {
        return snapshot.nodes().stream()
                .sorted(Comparator.comparing(Node::live).thenComparing(Node::name))
                .limit(LINES)
                .toList();
    }

    /** The jobs that were submitted last of those that died. */
    public List<JobLine> getDied() {
        return jobs
                .search(new Query(
                        List.of(JobState.DEAD), null, null, null, null, null, null, null, null, null, false, LINES))
                .rows()
                .stream()
                .map(row -> new JobLine(row, words))
                .toList();
    }
}
