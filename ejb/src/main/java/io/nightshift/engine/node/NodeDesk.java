package io.nightshift.engine.node;

import io.nightshift.engine.audit.Trail;
import io.nightshift.store.node.NodeStore;
import io.nightshift.store.node.NodeStore.Node;
import java.util.Optional;
import java.util.UUID;

/** Changes the node's row and records it; the node itself looks into its row every second. */
final class NodeDesk implements Nodes {

    private final NodeStore nodes;
    private final Trail trail;

    NodeDesk(NodeStore nodes, Trail trail) {
        this.nodes = nodes;
        this.trail = trail;
    }

    @Override
    public Optional<Node> find(UUID incarnation) {
        return nodes.all().stream()
                .filter(node -> node.incarnation().equals(incarnation))
                .findFirst();
    }

    @Override
    public boolean drain(UUID incarnation, String by) {
        return trail.act(() -> {
            boolean changed = nodes.drain(incarnation, by);
            if (changed) {
                trail.add(by, "node.drain", incarnation.toString(), name(incarnation));
            }
            return changed;
        });
    }

    @Override
    public boolean resume(UUID incarnation, String by) {
        return trail.act(() -> {
            boolean changed = nodes.resume(incarnation);
            if (changed) {
                trail.add(by, "node.resume", incarnation.toString(), name(incarnation));
            }
            return changed;
        });
    }

    private String name(UUID incarnation) {
        return find(incarnation).map(Node::name).orElse("a node that is gone");
    }
}
