package io.nightshift.engine.dispatch;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The jobs of asynchronous handlers that a node has room for, shared by its lanes. A job takes its slot when it is claimed,
 * so what was claimed can start. Safe for concurrent use.
 */
final class AsyncSlots {

    private final AtomicInteger free;

    AsyncSlots(int slots) {
        this.free = new AtomicInteger(slots);
    }

    int free() {
        return Math.max(0, free.get());
    }

    /** Takes up to this many and says how many. */
    int take(int most) {
        int before = free.getAndUpdate(n -> n - Math.max(0, Math.min(n, most)));
        return Math.max(0, Math.min(before, most));
    }

    void give(int slots) {
        free.addAndGet(slots);
    }
}
