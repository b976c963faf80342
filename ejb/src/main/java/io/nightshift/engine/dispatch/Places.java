package io.nightshift.engine.dispatch;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The places of a queue on this node: one is held by each thread that runs its jobs, and by each job that goes on without
 * a thread. Safe for concurrent use.
 */
final class Places {

    private final AtomicInteger taken = new AtomicInteger();

    int taken() {
        return taken.get();
    }

    /** Takes one of so many; false if none is free. */
    boolean take(int most) {
        return taken.getAndUpdate(n -> n < most ? n + 1 : n) < most;
    }

    void give() {
        taken.decrementAndGet();
    }
}
