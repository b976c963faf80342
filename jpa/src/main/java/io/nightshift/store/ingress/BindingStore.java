package io.nightshift.store.ingress;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bound queues: destinations of others whose messages become jobs of one type. Each call is one transaction. */
public interface BindingStore {

    /** All bindings by destination. */
    List<Binding> all();

    /** Adds or replaces one. */
    void put(Binding binding, String by);

    /** Removes one; false if there was none. */
    boolean delete(String destination);

    /**
     * A bound queue.
     *
     * @param destination the broker's name of the JMS queue
     * @param type of the jobs
     * @param queue of the jobs; null for the type's default
     * @param priority of the jobs, 0 to 9
     */
    record Binding(
            String destination, String type, @Nullable String queue, int priority) {}
}
