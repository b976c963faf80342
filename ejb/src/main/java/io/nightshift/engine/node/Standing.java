package io.nightshift.engine.node;

import java.time.Duration;

/** How long this node has been in touch with the others. A CDI bean. */
@FunctionalInterface
public interface Standing {

    /**
     * For how long it has held its own lease without a break while the database answered whatever it was asked; zero if it does
     * not now. By this node's stopwatch. Whoever lives has renewed its own lease in so long a time.
     */
    Duration unbroken();
}
