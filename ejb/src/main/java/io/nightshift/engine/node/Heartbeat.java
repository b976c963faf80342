package io.nightshift.engine.node;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.engine.config.EngineConfig;
import io.nightshift.store.node.NodeStore;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this node's row alive.
 *
 * <p>A heartbeat that finds no row means that the others gave this incarnation up: it goes on as a new one, and what the
 * old one held is no longer its own.
 */
public final class Heartbeat implements ThisNode {

    private final NodeStore nodes;
    private final EngineConfig config;
    private final Lease lease;
    private final Self self;
    private final Watcher watcher;
    /** An incarnation that gave its claims up; null as long as this node lives. */
    private @Nullable UUID givenUp;

    /** Whether its row says so too. */
    private boolean left;

    private boolean gone;

    /**
     * What this node says of itself.
     *
     * @param version of Nightshift
     * @param types job types it can run
     * @param slots how many jobs it runs at once at most, with a thread or without
     * @param running how many it runs now, of both
     * @param troubles what of this node does not live; empty if all does
     */
    public record Self(
            String version, Collection<String> types, int slots, IntSupplier running, Supplier<List<String>> troubles) {

        /** Copies the types. */
        public Self {
            types = List.copyOf(types);
        }
    }

    /** Is told about the lease, on the heartbeat's thread. */
    public interface Watcher {

        /** The lease was renewed: time to compare what this node holds with what the store says. */
        void renewed(UUID incarnation);

        /** The incarnation was given up by the others; what it held runs elsewhere. Answers how many were told to stop. */
        int lost(UUID incarnation);
    }

    /** Registers nothing yet. */
    public Heartbeat(NodeStore nodes, EngineConfig config, Lease lease, Self self, Watcher watcher) {
        this.nodes = nodes;
        this.config = config;
        this.lease = lease;
        this.self = self;
        this.watcher = watcher;
    }

    /** Adds this node, with a lease. */
    public void join() {
        join(UUID.randomUUID());
    }

    /**
     * Renews the lease; the thrown exception of the store means "not renewed", and the next turn tries again. A node that does
     * not live as a whole must not keep jobs from the others: it gives its claims up, and joins again when it does.
     */
    public synchronized void beat() {
        if (gone) {
            return;
        }
        List<String> troubles = self.troubles().get();
        UUID given = givenUp;
        if (!troubles.isEmpty()) {
            giveUp(troubles);
        } else if (given == null) {
            renew();
        } else {
            givenUp = null;
            UUID next = UUID.randomUUID();
            LOG.livesAgain(name(), given, next);
            join(next);
        }
    }

    private void giveUp(List<String> troubles) {
        UUID given = givenUp;
        if (given == null) {
            given = lease.incarnation();
            lease.lost();
            givenUp = given;
            left = false;
            LOG.claimsGivenUp(name(), given, String.join("; ", troubles), watcher.lost(given));
        }
        if (!left) {
            // Without its row the others need not wait for the end of the lease.
            nodes.leave(given);
            left = true;
        }
    }

    private void renew() {
        long sent = System.nanoTime();
        UUID incarnation = lease.incarnation();
        if (nodes.heartbeat(incarnation, self.running().getAsInt(), config.lease())) {
            lease.renewed(incarnation, sent, config.lease());
            watcher.renewed(incarnation);
            return;
        }
        lease.lost();
        int running = watcher.lost(incarnation);
        UUID next = UUID.randomUUID();
        LOG.leaseLost(name(), incarnation, next, running);
        join(next);
    }

    /** Takes this node out, so that others rescue at once what it still holds. It never comes back. */
    public synchronized void leave() {
        gone = true;
        UUID incarnation = lease.incarnation();
        lease.lost();
        nodes.leave(incarnation);
    }

    @Override
    public String name() {
        return config.nodeName();
    }

    @Override
    public boolean active() {
        return lease.active();
    }

    private void join(UUID incarnation) {
        long sent = System.nanoTime();
        nodes.register(incarnation, name(), self.version(), self.slots(), self.types(), config.lease());
        lease.renewed(incarnation, sent, config.lease());
    }
}
