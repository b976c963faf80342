package io.nightshift.store.node;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /** Asks a node to take no more jobs; false if it is asked already, or there is no such live node. */
    boolean drain(UUID incarnation, String by);

    /** Lets a node take jobs again; false if nobody asked it to stop. */
    boolean resume(UUID incarnation);

    /** Who asked a node to take no more jobs; empty if nobody did. */
    Optional<String> draining(UUID incarnation);

    /** A draining node tells how many jobs it still holds. */
    void drained(UUID incarnation, int held);

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
     * @param state whether it takes jobs
     * @param drainingBy who asked it to take no more jobs; null if nobody did
     * @param drainingAt since when; null if nobody did
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
            boolean live,
            State state,
            @Nullable String drainingBy,
            @Nullable Instant drainingAt) {

        /** A node that takes jobs. */
        public boolean takesJobs() {
            return live && state == State.ACTIVE;
        }
    }

    /** Whether a node takes jobs. */
    enum State {
        /** It does. */
        ACTIVE,
        /** It does not, but has not ended those that it had. */
        DRAINING,
        /** It holds none any more. */
        DRAINED
    }
}
