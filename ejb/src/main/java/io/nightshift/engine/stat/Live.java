package io.nightshift.engine.stat;

import io.nightshift.store.node.NodeStore.Node;
import io.nightshift.store.queue.QueueStore.Queue;
import io.nightshift.store.stat.StatStore.Depth;
import io.nightshift.store.stat.StatStore.Minute;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The last snapshot of the cluster. A CDI bean; reading it costs nothing. */
public interface Live {

    /** The last snapshot; an empty one in the first moments after the start. */
    Snapshot snapshot();

    /**
     * How things stood.
     *
     * @param version rises by one with each snapshot
     * @param at when it was taken, by this node's clock
     * @param queues what is known of each queue, by name
     * @param nodes all known nodes
     * @param minutes counters of the last 60 minutes, oldest first
     * @param dead how many jobs are DEAD, counted up to 10,001
     * @param rejects whether and how many rejects there are, counted up to 1,001
     */
    record Snapshot(
            long version,
            Instant at,
            Map<String, QueueLine> queues,
            List<Node> nodes,
            List<Minute> minutes,
            int dead,
            int rejects) {}

    /** A queue and what lies in it. */
    record QueueLine(Queue queue, Depth depth) {}
}
