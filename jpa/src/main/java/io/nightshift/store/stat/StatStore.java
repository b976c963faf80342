package io.nightshift.store.stat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Counters. Each call is one transaction. */
public interface StatStore {

    /**
     * Adds to the counters of the running minute, once: the same batch again, the node's last, changes nothing.
     *
     * @param batch names the counts; a node that does not know whether they were added sends them again under the same name
     */
    void add(String node, UUID batch, List<Count> counts);

    /** The counters since {@code age} ago, summed over nodes, oldest first. */
    List<Minute> minutes(Duration age);

    /** A node tells how many jobs it has started and not ended, by queue; replaces what it had told. */
    void started(UUID incarnation, Map<String, Integer> byQueue);

    /**
     * What the places hold now: per queue the ready, running, held and scheduled jobs, and how long the oldest ready one has
     * waited. Costs at most a scan of the places, which hold live jobs only.
     */
    Map<String, Depth> depths();

    /** How many outcomes are DEAD, counted up to {@code cap}. */
    int dead(int cap);

    /** Removes old counters. */
    int prune(Duration age);

    /**
     * Attempts that ended.
     *
     * @param queue their queue
     * @param type their job type
     * @param result SUCCEEDED, FAILED (tried again), DEAD, CANCELLED, EXPIRED
     * @param jobs how many
     * @param ranMillis how long they ran in all
     */
    record Count(String queue, String type, String result, long jobs, long ranMillis) {}

    /** A minute's counters; see {@link Count}. */
    record Minute(Instant minute, String queue, String type, String result, long jobs, long ranMillis) {}

    /**
     * What lies in a queue.
     *
     * @param running what nodes have started, as far as they have told
     * @param held what nodes hold beside that: it waits on its node for a place, or its outcome is being written
     * @param oldestReady how long the oldest ready job has waited since it was submitted; zero if none waits
     */
    record Depth(long ready, long running, long held, long scheduled, long blocked, Duration oldestReady) {}
}
