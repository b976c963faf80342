package io.nightshift.store.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did what. Each call is one transaction. */
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

    /** A page, newest first; {@code before} is the last id of the page before, null from the newest. */
    List<Entry> page(@Nullable UUID before, int limit);

    /** A recorded action. */
    record Entry(
            UUID id,
            Instant doneAt,
            String who,
            String action,
            String target,
            @Nullable String detail) {}
}
