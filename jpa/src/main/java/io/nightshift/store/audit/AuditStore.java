package io.nightshift.store.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did what. Each call is part of the caller's transaction, or one of its own. */
public interface AuditStore {

    /**
     * Records one action.
     *
     * @param who the user
     * @param action such as {@code job.cancel}
     * @param target what it was done to, such as a job id
     * @param detail more, for people; null for none
     */
    void add(String who, String action, String target, @Nullable String detail);

    /**
     * Records a change.
     *
     * @param before what it was, as JSON of at most 16,000 characters; null if there was nothing
     * @param after what it is; null if it is gone
     * @return names the entry
     */
    UUID add(
            String who,
            String action,
            String target,
            @Nullable String detail,
            @Nullable String before,
            @Nullable String after);

    /** Tells how often what an entry tells happened within its minute. */
    void repeated(UUID id, int times);

    /** A page, newest first; {@code before} is the last id of the page before, null from the newest. */
    List<Entry> page(@Nullable UUID before, int limit);

    /**
     * A recorded action.
     *
     * @param before what was changed, as JSON as it was; null if there was nothing, or the action changes no settings
     * @param after the same as it is since; null if it is gone
     * @param repeats how often it happened within its minute; 1 for all but refusals
     */
    record Entry(
            UUID id,
            Instant doneAt,
            String who,
            String action,
            String target,
            @Nullable String detail,
            @Nullable String before,
            @Nullable String after,
            int repeats) {}
}
