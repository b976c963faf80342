package io.nightshift.store.node;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** A node tells how far its clock is ahead of the database's; negative if it is behind. */
    void clock(UUID incarnation, Duration ahead);

    /** Asks a node to take no more jobs; false if it is asked already, or there is no such live node. */
    boolean drain(UUID incarnation, String by);

    /** Lets a node take jobs again; false if nobody asked it to stop. */
    boolean resume(UUID incarnation);

    /** Who asked a node to take no more jobs; empty if nobody did. */
    Optional<String> draining(UUID incarnation);

    /** A draining node tells how many jobs it still holds. */
    void drained(UUID incarnation, int held);

    /** A node goes: it holds no claims any more, or wants them rescued at once. It is not among {@link #all} from then on. */
    void leave(UUID incarnation);

    /**
     * Forgets nodes whose lease ended longer ago than {@code age} and who hold no claim.
     *
     * @return how many
     */
    int forget(Duration age);

    /** All known nodes that have not left, by name then start. */
    List<Node> all();

    /** Job types of all nodes that are not forgotten, also of those that left or are silent. */
    Set<String> types();

    /**
     * A node.
     *
     * @param incarnation one start of a server
     * @param name for people
     * @param version of Nightshift
     * @param slots handlers it runs at once at most
     * @param running handlers it ran at its last heartbeat; none if its lease has ended, as then they are not its own
     * @param types job types it can run
     * @param startedAt by the database's clock
     * @param heartbeatAt by the database's clock
     * @param leaseUntil by the database's clock
     * @param live whether the lease had not ended when this was read
     * @param state whether it takes jobs
     * @param drainingBy who asked it to take no more jobs; null if nobody did
     * @param drainingAt since when; null if nobody did
     * @param clockAhead how far its clock is ahead of the database's, negative if behind; null if it has not told
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
            @Nullable Instant drainingAt,
            @Nullable Duration clockAhead) {

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
