package io.nightshift.engine.queue;

import io.nightshift.store.queue.Limits;
import io.nightshift.store.type.Breaker;
import io.nightshift.store.type.TypeStore.Setting;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Steers job types on all nodes. Every change is recorded with who made it. A CDI bean. A type need not be known to any
 * node to be paused, limited, or given a breaker.
 */
public interface Types {

    /** What is set, by type; types for which nothing is set are left out. */
    List<Setting> all();

    /** What is set for a type. */
    default Optional<Setting> find(String type) {
        return all().stream().filter(setting -> setting.type().equals(type)).findFirst();
    }

    /**
     * Stops claims of its jobs on every node within a second or so.
     *
     * @param reason up to 500 characters for others to read; null for none
     * @return false if it is paused
     */
    boolean pause(String type, String by, @Nullable String reason);

    /** Lets claims go on; false if it is not paused. */
    boolean resume(String type, String by);

    /**
     * Sets what holds for the whole cluster.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    void limits(String type, Limits limits, String by);

    /**
     * Gives a type a breaker; one that it has gets another rule and stays as it is.
     *
     * @param rule null to take it away
     * @throws IllegalArgumentException if a number is out of range; says which
     */
    void breaker(String type, Breaker.@Nullable Rule rule, String by);

    /**
     * Opens a type's breaker for its pause, as if too many attempts had failed.
     *
     * @param reason up to 500 characters for others to read; null for none
     * @return false if it is open, or the type has none
     */
    boolean open(String type, String by, @Nullable String reason);

    /**
     * Closes a type's breaker, as if its probe had succeeded.
     *
     * @param reason up to 500 characters for others to read; null for none
     * @return false if it is closed, or the type has none
     */
    boolean close(String type, String by, @Nullable String reason);
}
