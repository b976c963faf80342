package io.nightshift.store.port;

import org.jspecify.annotations.Nullable;

/** What an operator does to many jobs at once. */
public sealed interface ChunkMove {

    /** DEAD, CANCELLED or EXPIRED to READY, as {@link JobStore#retry}. */
    record Retry(String by) implements ChunkMove {}

    /** SCHEDULED, BLOCKED or READY to CANCELLED, a request for RUNNING, as {@link JobStore#cancel}. */
    record Cancel() implements ChunkMove {}

    /** Removes what has ended, as {@link JobStore#prune}. */
    record Delete() implements ChunkMove {}

    /**
     * Gives what is SCHEDULED, BLOCKED or READY another queue, another priority, or both; its state and attempt stay.
     *
     * @param queue null to leave each in its own
     * @param priority null to leave each with its own
     */
    record Place(@Nullable String queue, @Nullable Integer priority) implements ChunkMove {}
}
