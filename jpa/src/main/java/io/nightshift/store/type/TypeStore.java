package io.nightshift.store.type;

import io.nightshift.api.job.JobId;
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

    /** Gives a type a breaker; one that it has gets another rule and stays as it is. Null takes it away. */
    void breaker(String type, Breaker.@Nullable Rule rule);

    /**
     * CLOSED to OPEN, for the rule's pause: of several nodes that have seen enough, one wins.
     *
     * @return false if it is not closed any more or there is none
     */
    boolean trip(String type, String node, String reason);

    /** CLOSED or HALF_OPEN to OPEN, as somebody wants it; false if it is open or there is none. */
    boolean open(String type, String by, @Nullable String reason);

    /** OPEN or HALF_OPEN to CLOSED, as somebody wants it; false if it is closed or there is none. */
    boolean close(String type, String by, @Nullable String reason);

    /**
     * The end of a probe: success closes the breaker, failure opens it again for twice the pause.
     *
     * @return false if this job is no longer its probe
     */
    boolean probed(String type, JobId probe, boolean success, String node, String reason);

    /**
     * What is set for a type.
     *
     * @param type its name
     * @param pausedBy who paused it; null if it is not paused
     * @param pausedAt since when; null if it is not paused
     * @param pausedReason why; null if it is not paused or nobody said
     * @param limits what holds for the whole cluster
     * @param window the period of its rate
     * @param breaker its breaker; null if it has none
     */
    record Setting(
            String type,
            @Nullable String pausedBy,
            @Nullable Instant pausedAt,
            @Nullable String pausedReason,
            Limits limits,
            Window window,
            @Nullable Breaker breaker) {

        /** Tells whether no node takes its jobs. */
        public boolean paused() {
            return pausedAt != null;
        }

        /** The same for as long as nobody changes it. */
        public Setting withoutUse() {
            Breaker still = breaker == null ? null : breaker.withoutProbe();
            return new Setting(type, pausedBy, pausedAt, pausedReason, limits, Window.UNUSED, still);
        }
    }
}
