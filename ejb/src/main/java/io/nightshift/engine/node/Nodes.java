package io.nightshift.engine.node;

import io.nightshift.store.node.NodeStore.Node;
import java.util.Optional;
import java.util.UUID;

/** Steers nodes. Every change is recorded with who made it. A CDI bean. */
public interface Nodes {

    /** A node as its row says now; empty if there is none. */
    Optional<Node> find(UUID incarnation);

    /**
     * Asks a node to take no more jobs. Within a second or so it gives back what it has not started, without an attempt
     * spent; what runs, runs on.
     *
     * @return false if it was asked already, or is not live
     */
    boolean drain(UUID incarnation, String by);

    /** Lets it take jobs again; false if nobody had asked it to stop. */
    boolean resume(UUID incarnation, String by);
}
