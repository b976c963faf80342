package io.nightshift.engine.outbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the outboxes of this node stand. A CDI bean; asks no database. */
@FunctionalInterface
public interface OutboxBoard {

    /** All that are configured, in the order of the setting. */
    List<Status> all();

    /**
     * An outbox as this node saw it some seconds ago.
     *
     * @param dataSource its JNDI name
     * @param waiting entries that wait, counted up to 10,000
     * @param oldest when the oldest of them was written; null if none waits
     * @param problem why this node cannot move it, for people; empty if it can
     */
    record Status(String dataSource, int waiting, @Nullable Instant oldest, String problem) {}
}
