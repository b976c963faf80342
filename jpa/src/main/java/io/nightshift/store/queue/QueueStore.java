package io.nightshift.store.queue;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The queues. Each call is one transaction. */
public interface QueueStore {

    /** Adds those that do not exist yet, with this many jobs at once per node. */
    void ensure(Collection<String> names, int concurrency);

    /** All queues by name. */
    List<Queue> all();

    /** Stops claims from a queue on every node; false if it was paused or does not exist. */
    boolean pause(String name, String by, @Nullable String reason);

    /** Lets claims go on; false if it was not paused or does not exist. */
    boolean resume(String name);

    /** Sets how many of its jobs one node runs at once; false if there is no such queue. */
    boolean concurrency(String name, int perNode);

    /** Sets what it gets of a node's slots while others want them too; false if there is no such queue. */
    boolean weight(String name, int weight);

    /** Sets what holds for the whole cluster; false if there is no such queue. */
    boolean limits(String name, Limits limits);

    /**
     * A queue.
     *
     * @param name its name
     * @param concurrency how many of its jobs one node runs at once
     * @param weight what it gets of a node's slots, beside that of others, while these want them too
     * @param pausedBy who paused it; null if it is not paused
     * @param pausedAt since when; null if it is not paused
     * @param pausedReason why; null if it is not paused or nobody said
     * @param limits what holds for the whole cluster
     * @param window the period of its rate
     */
    record Queue(
            String name,
            int concurrency,
            int weight,
            @Nullable String pausedBy,
            @Nullable Instant pausedAt,
            @Nullable String pausedReason,
            Limits limits,
            Window window) {

        /** A queue with nothing but a concurrency. */
        public static Queue plain(String name, int concurrency) {
            return new Queue(name, concurrency, 1, null, null, null, Limits.NONE, Window.UNUSED);
        }

        /** Tells whether no node takes jobs from it. */
        public boolean paused() {
            return pausedAt != null;
        }
    }
}
