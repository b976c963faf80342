package io.nightshift.web.console;

import io.nightshift.engine.node.ThisNode;
import io.nightshift.engine.stat.Live;
import io.nightshift.store.node.NodeStore.Node;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The nodes of the cluster, from the snapshot: looking at them costs the database nothing. */
@Named("nodesPage")
@RequestScoped
public class NodesPage {

    private final Live live;
    private final ThisNode self;

    @Inject
    public NodesPage(Live live, ThisNode self) {
        this.live = live;
        this.self = self;
    }

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected NodesPage() {
        this(null, null);
    }

    /** Live ones first. */
    public List<Line> getRows() {
        return live.snapshot().nodes().stream()
                .sorted(Comparator.comparing((Node node) -> !node.live()).thenComparing(Node::name))
                .map(node -> new Line(node, node.live() && node.name().equals(self.name())))
                .toList();
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

    /** When this was known. */
    public Instant getAt() {
        return live.snapshot().at();
    }

    /** One node; {@code self} if it made this page. */
    public record Line(Node node, boolean self) {}
}
