package io.nightshift.engine.dispatch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The handlers a node runs at once, shared by its lanes in turns. Safe for concurrent use. */
final class Slots {

    private final AtomicInteger free;
    private final Queue<Lane> waiting = new ConcurrentLinkedQueue<>();

    Slots(int slots) {
        this.free = new AtomicInteger(slots);
    }

    int free() {
        return Math.max(0, free.get());
    }

    /** Takes one; false if none is free, and then the lane is told when one is. */
    boolean take(Lane lane) {
        if (free.getAndUpdate(n -> n > 0 ? n - 1 : n) > 0) {
            return true;
        }
        await(lane);
        return false;
    }

    /** The lane is told when a slot is free. */
    void await(Lane lane) {
        if (lane.startWaiting()) {
            waiting.add(lane);
        }
    }

    /** Whether another lane waits, so that whoever holds a slot should give it back after its job. */
    boolean contended() {
        return !waiting.isEmpty();
    }

    void give() {
        free.incrementAndGet();
        Lane next = waiting.poll();
        if (next != null) {
            next.stopWaiting();
            next.signal();
        }
    }
}
