package io.nightshift.web.console.queue;

import io.nightshift.engine.access.Act;
import io.nightshift.engine.node.Nodes;
import io.nightshift.engine.node.ThisNode;
import io.nightshift.engine.stat.Live;
import io.nightshift.store.node.NodeStore.Node;
import io.nightshift.web.console.Posted;
import io.nightshift.web.console.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The nodes of the cluster, from the snapshot: looking at them costs the database nothing. */
@Named("nodesPage")
@RequestScoped
public class NodesPage {

    private final Live live;
    private final ThisNode self;
    private final Nodes nodes;
    private final Viewer viewer;
    /** A node that was steered just now: the snapshot does not know yet. */
    private @Nullable Node steered;

    @Inject
    public NodesPage(Live live, ThisNode self, Nodes nodes, Viewer viewer) {
        this.live = live;
        this.self = self;
        this.nodes = nodes;
        this.viewer = viewer;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected NodesPage() {
        this(null, null, null, null);
    }

    /** Live ones first. */
    public List<Line> getRows() {
        return live.snapshot().nodes().stream()
                .sorted(Comparator.comparing((Node node) -> !node.live()).thenComparing(Node::name))
                .map(this::asSteered)
                .map(node -> new Line(node, node.live() && node.name().equals(self.name())))
                .toList();
    }

    private Node asSteered(Node node) {
        Node changed = steered;
        return changed != null && changed.incarnation().equals(node.incarnation()) ? changed : node;
    }

    public long getLiveCount() {
        return live.snapshot().nodes().stream().filter(Node::live).count();
    }

    public long getSilentCount() {
        return live.snapshot().nodes().size() - getLiveCount();
    }

    public int getSlots() {
        return live.snapshot().nodes().stream()
                .filter(Node::live)
                .mapToInt(Node::slots)
                .sum();
    }

    public int getRunning() {
        return live.snapshot().nodes().stream()
                .filter(Node::live)
                .mapToInt(Node::running)
                .sum();
    }

    /** Nodes that take no jobs because somebody wants it so. */
    public long getDrainingCount() {
        return live.snapshot().nodes().stream()
                .filter(node -> node.live() && !node.takesJobs())
                .count();
    }

    /** Lets the node in the parameter {@code node} take no more jobs. */
    public void drain() {
        viewer.require(Act.STEER_NODES);
        Node node = posted();
        if (node != null && nodes.drain(node.incarnation(), viewer.getName())) {
            viewer.say("Node " + node.name() + " takes no more jobs; what runs there, runs on");
            steered = posted();
        } else {
            viewer.warn(node == null ? "This node is gone" : "Node " + node.name() + " is drained already, or silent");
        }
    }

    /** Lets it take jobs again. */
    public void resume() {
        viewer.require(Act.STEER_NODES);
        Node node = posted();
        if (node != null && nodes.resume(node.incarnation(), viewer.getName())) {
            viewer.say("Node " + node.name() + " takes jobs again");
            steered = posted();
        } else {
            viewer.warn(node == null ? "This node is gone" : "Node " + node.name() + " was not drained");
        }
    }

    /** The node in the parameter {@code node} as it stands; null if it is gone. */
    private @Nullable Node posted() {
        try {
            return nodes.find(UUID.fromString(Posted.value("node"))).orElse(null);
        } catch (IllegalArgumentException noId) {
            return null;
        }
    }

    /** When this was known. */
    public Instant getAt() {
        return live.snapshot().at();
    }

    /** One node; {@code self} if it made this page. */
    public record Line(Node node, boolean self) {

        /** Less may be the way to the database. */
        private static final Duration CLOCK_OFF = Duration.ofSeconds(2);

        /** Whether somebody wants it to take no jobs. */
        public boolean isDraining() {
            return node.live() && !node.takesJobs();
        }

        /** That its clock is off, in words; empty if it is right. */
        public String getClock() {
            Duration ahead = node.clockAhead();
            if (!node.live() || ahead == null || ahead.abs().compareTo(CLOCK_OFF) <= 0) {
                return "";
            }
            long seconds = ahead.abs().toSeconds();
            return "clock " + seconds + " s " + (ahead.isNegative() ? "behind" : "ahead of") + " the database's";
        }

        /** How it stands, in words. */
        public String getWord() {
            if (!node.live()) {
                return "silent";
            }
            return switch (node.state()) {
                case ACTIVE -> "live";
                case DRAINING -> "draining";
                case DRAINED -> "drained";
            };
        }
    }
}
