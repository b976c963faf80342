package io.nightshift.engine.dispatch;

import io.nightshift.store.job.Allotted;
import io.nightshift.store.job.Claimed;
import io.nightshift.store.job.NewJob;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What one claim takes from a queue: jobs of all types without settings of their own, or of one type that has some. Knows
 * how far it has come in the queue's order and whether it is worth looking again.
 */
final class Source {

    private static final long CURSOR_NANOS = Duration.ofMillis(250).toNanos();
    private static final Duration MOST_REST = Duration.ofMinutes(1);

    private final LaneParts parts;
    private final String queue;
    private final Set<String> types;
    private final boolean limited;
    private volatile Claimed.@Nullable Cursor cursor;
    private long cursorSince;
    /** Whether the last claim found less than it asked for: then only a wake-up or a poll looks again. */
    private volatile boolean drained;
    /** Held back by a limit: looking before this time is in vain, unless a job of this node ends. Zero if it is not. */
    private volatile long restsUntil;

    private volatile boolean woken;
    private final AtomicInteger frees = new AtomicInteger();

    Source(LaneParts parts, String queue, List<String> types, boolean limited) {
        this.parts = parts;
        this.queue = queue;
        this.types = Set.copyOf(types);
        this.limited = limited;
    }

    boolean drained() {
        return drained;
    }

    boolean limited() {
        return limited;
    }

    /** Makes the next round look again, unless a limit holds it back. */
    void wake() {
        woken = true;
    }

    /** A limit may let more through; whether that is news to it. */
    boolean freed() {
        if (!limited) {
            return false;
        }
        frees.incrementAndGet();
        boolean rested = restsUntil != 0;
        restsUntil = 0;
        woken |= rested;
        return rested;
    }

    /** A round begins; whether there is something to look for. */
    boolean begin() {
        if (woken) {
            woken = false;
            if (restsUntil == 0 || System.nanoTime() - restsUntil >= 0) {
                restsUntil = 0;
                drained = false;
            }
        }
        return !drained;
    }

    /** When it is worth looking again although nobody says so; null if no limit holds it back. */
    @Nullable
    Long restsUntil() {
        long until = restsUntil;
        return until == 0 ? null : until;
    }

    /** Whether any of these new jobs is for it. */
    boolean takes(List<NewJob> jobs) {
        return jobs.stream().anyMatch(job -> types.contains(job.type()));
    }

    /** New jobs lie in the queue, perhaps before the place it has come to. */
    void arrived(List<NewJob> jobs) {
        Claimed.Cursor at = cursor;
        if (at != null && jobs.stream().anyMatch(job -> below(job, at))) {
            cursor = null;
        }
    }

    /** Jobs went back to the queue. */
    void rewind() {
        cursor = null;
    }

    /** Above the cursor, so that entries of jobs taken before are not walked again; from the start if that finds none. */
    @Nullable
    Claimed take(UUID incarnation, int limit) {
        long now = System.nanoTime();
        if (now - cursorSince > CURSOR_NANOS) {
            cursor = null;
        }
        Claimed.Cursor after = cursor;
        Claimed claimed = claim(incarnation, limit, after);
        if (claimed == null && after != null && restsUntil == 0) {
            cursor = null;
            after = null;
            claimed = claim(incarnation, limit, null);
        }
        if (claimed != null) {
            if (after == null) {
                cursorSince = now;
            }
            cursor = claimed.cursor();
        }
        drained = restsUntil != 0 || claimed == null || claimed.jobs().size() < limit;
        return claimed;
    }

    private @Nullable Claimed claim(UUID incarnation, int limit, Claimed.@Nullable Cursor after) {
        if (!limited) {
            return parts.jobs().claim(incarnation, queue, types, limit, after);
        }
        int before = frees.get();
        Allotted allotted = parts.jobs().claimLimited(incarnation, queue, types, limit, after);
        restsUntil = allotted.heldBack() ? until(allotted.opensIn()) : 0;
        if (before != frees.get()) {
            // A place was given back while this was counted, which is too late for it to count and for freed() to tell.
            restsUntil = 0;
            woken = true;
        }
        return allotted.claimed();
    }

    /** A place that another node gives back is found by looking now and then, the end of a period is known. */
    private long until(@Nullable Duration opensIn) {
        Duration rest = opensIn == null ? parts.config().pollMin() : opensIn;
        long nanos = (rest.compareTo(MOST_REST) < 0 ? rest : MOST_REST).toNanos();
        long until = System.nanoTime() + nanos;
        return until == 0 ? 1 : until;
    }

    private static boolean below(NewJob job, Claimed.Cursor at) {
        return job.priority() < at.priority()
                || (job.priority() == at.priority() && job.id().compareTo(at.id()) < 0);
    }
}
