package io.nightshift.store.node;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The nodes of the cluster and their leases. Each call is one transaction; the database's clock decides. */
public interface NodeStore {

    /** Adds a node whose lease ends after {@code lease}. */
    void register(UUID incarnation, String name, String version, int slots, Collection<String> types, Duration lease);

    /**
     * Renews a node's lease.
     *
     * @return false if there is no such node any more: this incarnation must stop, and take a new id
     */
    boolean heartbeat(UUID incarnation, int running, Duration lease);

    /** Removes a node that holds no claims any more, or wants them rescued at once. */
    void leave(UUID incarnation);

    /**
     * Forgets nodes whose lease ended longer ago than {@code age} and who hold no claim.
     *
     * @return how many
     */
    int forget(Duration age);

    /** All known nodes, by name then start. */
    List<Node> all();

    /**
     * A node.
     *
     * @param incarnation one start of a server
     * @param name for people
     * @param version of Nightshift
     * @param slots handlers it runs at once at most
     * @param running handlers it ran at its last heartbeat
     * @param types job types it can run
     * @param startedAt by the database's clock
     * @param heartbeatAt by the database's clock
     * @param leaseUntil by the database's clock
     * @param live whether the lease had not ended when this was read
     */
    record Node(
            UUID incarnation,
            String name,
            String version,
            int slots,
            int running,
            List<String> types,
            Instant startedAt,
            Instant heartbeatAt,
            Instant leaseUntil,
            boolean live) {}
}
