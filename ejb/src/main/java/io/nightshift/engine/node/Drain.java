package io.nightshift.engine.node;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.store.node.NodeStore;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Does what this node's row says: while somebody wants it drained it takes no jobs, gives back what it has not started, and
 * says when it holds none any more. Its heartbeat goes on. Called by one thread at a time.
 */
public final class Drain {

    private final NodeStore nodes;
    private final Lease lease;
    private final String node;
    private final Work work;
    private @Nullable String by;
    private UUID asked;
    private boolean told;

    /** What this node does with jobs. */
    public interface Work {

        /** How many it holds, with those whose outcome is on its way; at least one while a claim is. */
        int held();

        /** It may take jobs again, or no longer: lets it look now. */
        void changed();
    }

    /** Changes nothing yet. */
    public Drain(NodeStore nodes, Lease lease, String node, Work work) {
        this.nodes = nodes;
        this.lease = lease;
        this.node = node;
        this.work = work;
        this.asked = lease.incarnation();
    }

    /** Looks into the row and acts on it. */
    public void look() {
        if (!lease.held()) {
            // It takes nothing anyway, and its row may be gone, which would look like the end of the drain.
            return;
        }
        UUID incarnation = lease.incarnation();
        String wanted = nodes.draining(incarnation).orElse(null);
        String before = by;
        if (wanted == null && before != null && !incarnation.equals(asked)) {
            // The others had given this node up, and its new row knows nothing of the drain.
            wanted = nodes.drain(incarnation, before) ? before : null;
        }
        asked = incarnation;
        by = wanted;
        if (wanted != null) {
            drain(incarnation, wanted);
        } else if (before != null) {
            lease.drain(false);
            work.changed();
            LOG.resumed(node);
        }
    }

    private void drain(UUID incarnation, String wanted) {
        if (!lease.draining()) {
            told = false;
            lease.drain(true);
            work.changed();
            LOG.draining(node, wanted, work.held());
        }
        int held = work.held();
        nodes.drained(incarnation, held);
        if (held == 0 && !told) {
            told = true;
            LOG.drained(node);
        }
    }
}
