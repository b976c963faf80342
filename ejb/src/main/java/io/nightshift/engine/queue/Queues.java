package io.nightshift.engine.queue;

import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.QueueStore.Queue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steers queues. Every change is recorded with who made it. A CDI bean. What lies in them is in the live snapshot. */
public interface Queues {

    /** All by name. */
    List<Queue> all();

    /** Stops claims on every node within a second or so; false if there is none or it is paused. */
    default boolean pause(String name, String by) {
        return pause(name, by, null);
    }

    /**
     * Stops claims on every node within a second or so.
     *
     * @param reason up to 500 characters for others to read; null for none
     * @return false if there is none or it is paused
     */
    boolean pause(String name, String by, @Nullable String reason);

    /** Lets claims go on; false if there is none or it is not paused. */
    boolean resume(String name, String by);

    /**
     * Sets how many of its jobs one node runs at once.
     *
     * @param perNode 1 to 100,000
     * @return false if there is no such queue
     * @throws IllegalArgumentException if the number is out of range
     */
    boolean concurrency(String name, int perNode, String by);

    /**
     * Sets what it gets of a node's slots while other queues want them too: slots are given in proportion to the weights.
     *
     * @param weight 1 to 100
     * @return false if there is no such queue
     * @throws IllegalArgumentException if the number is out of range
     */
    boolean weight(String name, int weight, String by);

    /**
     * Sets what holds for the whole cluster.
     *
     * @return false if there is no such queue
     * @throws IllegalArgumentException if a number is out of range
     */
    boolean limits(String name, Limits limits, String by);
}
