package io.nightshift.engine.finish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/**
 * What has ended and is not written yet, handed out in batches to one thread at a time. Safe for concurrent use.
 *
 * <p>A claim whose jobs have all ended is handed out as a whole: its row is then deleted once, instead of being written anew, with
 * up to 500 ids, for each part of it. So a claim is waited for, but not for long.
 */
final class EndedQueue {

    private static final long FIRST_MILLIS = 200;
    /** Others that end at once are written in the same transaction. */
    private static final long LINGER_NANOS = 1_500_000;
    /** Tiny jobs of a claim end within it; those of others are not kept back for longer. */
    private static final long WHOLE_NANOS = 10_000_000;

    private static final long LOOK_NANOS = 250_000;

    private final BlockingQueue<EndedAttempt> queue = new LinkedBlockingQueue<>();
    private final Object turn = new Object();
    /** Out of the queue and in nobody's batch yet, by claim, the oldest first. Guarded by {@link #turn}. */
    private final Map<UUID, Part> parts = new LinkedHashMap<>();

    private final int most;
    private final IntSupplier held;
    private final ToIntFunction<UUID> ofClaim;
    private final LongSupplier stopwatch;
    /** How many lie in the parts. */
    private final AtomicInteger gathered = new AtomicInteger();

    private record Part(List<EndedAttempt> ended, long since) {}

    /**
     * An empty one.
     *
     * @param most in a batch
     * @param held by the node: whether others may end soon
     * @param ofClaim held by the node of a claim
     * @param stopwatch in nanoseconds, such as {@link System#nanoTime()}
     */
    EndedQueue(int most, IntSupplier held, ToIntFunction<UUID> ofClaim, LongSupplier stopwatch) {
        this.most = most;
        this.held = held;
        this.ofClaim = ofClaim;
        this.stopwatch = stopwatch;
    }

    void add(EndedAttempt ended) {
        queue.add(ended);
    }

    /** What could not be written after all. */
    void back(Collection<EndedAttempt> unwritten) {
        queue.addAll(unwritten);
    }

    int size() {
        return queue.size() + gathered.get();
    }

    /** How many wait for the rest of their claims. */
    int gathered() {
        return gathered.get();
    }

    /** The next batch; empty if nothing ended for a while. */
    List<EndedAttempt> take() throws InterruptedException {
        synchronized (turn) {
            if (parts.isEmpty()) {
                EndedAttempt first = queue.poll(FIRST_MILLIS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    return List.of();
                }
                gather(first);
            }
            long began = stopwatch.getAsLong();
            while (true) {
                gatherAll();
                long now = stopwatch.getAsLong();
                // Only worth waiting if others may end soon.
                boolean last = held.getAsInt() <= gathered.get() || crowded();
                int due = due(now, last);
                if (due > 0 && (last || due >= most / 2 || now - began >= LINGER_NANOS)) {
                    return batch(now, last);
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private void gatherAll() {
        EndedAttempt next = crowded() ? null : queue.poll();
        while (next != null) {
            gather(next);
            next = crowded() ? null : queue.poll();
        }
    }

    private boolean crowded() {
        return gathered.get() >= 2 * most;
    }

    private void gather(EndedAttempt ended) {
        parts.computeIfAbsent(ended.run().claimId(), claim -> new Part(new ArrayList<>(), stopwatch.getAsLong()))
                .ended()
                .add(ended);
        gathered.incrementAndGet();
    }

    private int due(long now, boolean last) {
        int due = 0;
        for (Map.Entry<UUID, Part> part : parts.entrySet()) {
            due += last || due(part, now) ? part.getValue().ended().size() : 0;
        }
        return due;
    }

    private boolean due(Map.Entry<UUID, Part> part, long now) {
        return part.getValue().ended().size() >= ofClaim.applyAsInt(part.getKey())
                || now - part.getValue().since() >= WHOLE_NANOS;
    }

    /** As many claims as it can hold, at least one. */
    private List<EndedAttempt> batch(long now, boolean last) {
        List<EndedAttempt> batch = new ArrayList<>();
        Iterator<Map.Entry<UUID, Part>> each = parts.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<UUID, Part> part = each.next();
            List<EndedAttempt> ended = part.getValue().ended();
            boolean fits = batch.isEmpty() || batch.size() + ended.size() <= most;
            if (fits && (last || due(part, now))) {
                batch.addAll(ended);
                each.remove();
            }
        }
        gathered.addAndGet(-batch.size());
        return batch;
    }
}
