package io.nightshift.store.outbox;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code nightshift_outbox} of one application, through the application's data source. Safe for concurrent use.
 *
 * <p>Every method throws {@link io.nightshift.store.port.StoreException} if the database refuses or cannot be reached.
 */
public interface OutboxTable {

    /**
     * Writes entries, all or none: in the JTA transaction of the calling thread if there is one, else durable on return.
     *
     * @throws io.nightshift.api.client.SecondResourceException if that transaction holds a local resource of somebody else's
     * @throws IllegalStateException if there is a transaction and the data source takes no part in it ({@code jta=false})
     */
    void write(List<OutboxEntry> entries);

    /** An entry that waits, as the calling thread's transaction sees it. */
    Optional<OutboxEntry> find(String id);

    /** Takes an entry back, in the calling thread's transaction; false if it was moved, or never was there. */
    boolean delete(String id);

    /**
     * Moves the oldest entries that nobody else moves, in a transaction of its own: locks them, hands them on and deletes those
     * that were taken. The calling thread must have no transaction.
     *
     * @param most at most this many, and fewer of large ones
     * @param after only entries with a higher id; null from the oldest
     * @param taker answers the ids of the entries that need not stay; if it throws, all stay
     * @return how many were there and how many stay
     */
    Moved move(int most, @Nullable String after, Function<List<OutboxEntry>, Set<String>> taker);

    /** Which of these are still there. */
    Set<String> present(Collection<String> ids);

    /**
     * Looks at what waits; reads at most {@code cap} rows of an index.
     *
     * @param cap counts no further
     */
    Backlog backlog(int cap);

    /**
     * What one call moved.
     *
     * @param found how many entries were handed on
     * @param stayed how many of them stay
     * @param last the id of the last that was handed on; null if there was none
     */
    record Moved(int found, int stayed, @Nullable String last) {}

    /**
     * What waits.
     *
     * @param waiting how many entries, up to the cap
     * @param oldest the id of the oldest; null if none waits
     */
    record Backlog(int waiting, @Nullable String oldest) {}
}
