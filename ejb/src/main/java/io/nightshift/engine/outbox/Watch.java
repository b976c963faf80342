package io.nightshift.engine.outbox;

import io.nightshift.api.job.JobId;
import io.nightshift.engine.outbox.OutboxBoard.Status;
import io.nightshift.store.outbox.OutboxStore;
import io.nightshift.store.outbox.OutboxTable;
import io.nightshift.store.outbox.OutboxTable.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks after one outbox beside moving it: how much waits, every five seconds; and once a minute the notes of entries that have
 * been gone for a while. Used by the mover's thread; its status by anybody.
 */
final class Watch {

    private static final int COUNTED = 10_000;
    private static final int PARTS = 50;
    private static final int LEFT = 5_000;
    private static final Duration BACKLOG = Duration.ofSeconds(5);
    private static final Duration NOTES = Duration.ofMinutes(1);
    /** Longer than any move takes. */
    private static final Duration OLD_NOTE = Duration.ofMinutes(10);

    private final String outbox;
    private final OutboxTable table;
    private final OutboxStore store;
    private final LongSupplier stopwatch;
    private @Nullable Long looked;
    private @Nullable Long tidied;
    private volatile Status status;

    /**
     * Not yet looked.
     *
     * @param stopwatch in nanoseconds, such as {@link System#nanoTime()}
     */
    Watch(String outbox, OutboxTable table, OutboxStore store, LongSupplier stopwatch) {
        this.outbox = outbox;
        this.table = table;
        this.store = store;
        this.stopwatch = stopwatch;
        this.status = new Status(outbox, 0, null, "Looked at within seconds");
    }

    Status status() {
        return status;
    }

    /** Looks if it is time; a move has just worked. */
    void look() {
        if (due(looked, BACKLOG) || !status.problem().isEmpty()) {
            Backlog backlog = table.backlog(COUNTED);
            status = new Status(outbox, backlog.waiting(), time(backlog.oldest()), "");
            looked = stopwatch.getAsLong();
        }
        if (due(tidied, NOTES)) {
            tidy();
            tidied = stopwatch.getAsLong();
        }
    }

    void failed(Throwable failure) {
        status = new Status(outbox, status.waiting(), status.oldest(), String.valueOf(failure.getMessage()));
    }

    /** Some thousands at a time; a busy outbox leaves many in a minute. */
    private void tidy() {
        for (int part = 0; part < PARTS; part++) {
            List<UUID> noted = store.remembered(outbox, OLD_NOTE, LEFT);
            if (noted.isEmpty() || !forgetGone(noted) || noted.size() < LEFT) {
                return;
            }
        }
    }

    /** Whether any was gone. */
    private boolean forgetGone(List<UUID> noted) {
        Set<String> there = table.present(noted.stream().map(UUID::toString).toList());
        Set<UUID> gone = new HashSet<>(noted);
        gone.removeIf(entry -> there.contains(entry.toString()));
        if (!gone.isEmpty()) {
            store.forget(outbox, gone);
        }
        return !gone.isEmpty();
    }

    private boolean due(@Nullable Long since, Duration pause) {
        return since == null || stopwatch.getAsLong() - since >= pause.toNanos();
    }

    /** Null too if somebody else wrote an id that is none; it will be a reject. */
    private static @Nullable Instant time(@Nullable String id) {
        try {
            return id == null ? null : JobId.parse(id).time();
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
