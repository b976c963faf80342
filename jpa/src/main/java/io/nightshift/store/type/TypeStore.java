package io.nightshift.store.type;

import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.Window;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was set for job types. Each call is one transaction. */
public interface TypeStore {

    /** All types for which something is set, by name. */
    List<Setting> all();

    /** Stops claims of a type's jobs on every node; false if it was paused. */
    boolean pause(String type, String by, @Nullable String reason);

    /** Lets claims go on; false if it was not paused. */
    boolean resume(String type);

    /** Sets what holds for the whole cluster. */
    void limits(String type, Limits limits);

    /**
     * What is set for a type.
     *
     * @param type its name
     * @param pausedBy who paused it; null if it is not paused
     * @param pausedAt since when; null if it is not paused
     * @param pausedReason why; null if it is not paused or nobody said
     * @param limits what holds for the whole cluster
     * @param window the period of its rate
     */
    record Setting(
            String type,
            @Nullable String pausedBy,
            @Nullable Instant pausedAt,
            @Nullable String pausedReason,
            Limits limits,
            Window window) {

        /** Tells whether no node takes its jobs. */
        public boolean paused() {
            return pausedAt != null;
        }

        /** The same for as long as nobody changes it. */
        public Setting withoutUse() {
            return new Setting(type, pausedBy, pausedAt, pausedReason, limits, Window.UNUSED);
        }
    }
}
