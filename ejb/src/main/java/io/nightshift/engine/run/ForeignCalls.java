package io.nightshift.engine.run;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls code of handlers that nobody waits for, such as what hangs on a cancelled stage: on the threads of handlers, a few
 * at once, so that one call which never comes back holds up neither the others nor the engine. Safe for concurrent use.
 */
public final class ForeignCalls {

    private static final int MOST = 8;

    private final Queue<Runnable> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final Executor executor;

    /** Calls on threads of this executor, which may refuse them for a while. */
    public ForeignCalls(Executor executor) {
        this.executor = executor;
    }

    /** Asks for a call, which must not throw; returns at once. */
    public void add(Runnable call) {
        asked.add(call);
        look();
    }

    /** Goes on with what is left, if there was no thread for it; to be called now and then. */
    public void look() {
        if (asked.isEmpty() || threads.getAndUpdate(n -> n < MOST ? n + 1 : n) >= MOST) {
            return;
        }
        boolean begun = false;
        try {
            executor.execute(this::work);
            begun = true;
        } catch (RejectedExecutionException full) {
            // All threads run handlers: the next look tries again.
            begun = false;
        } finally {
            if (!begun) {
                threads.decrementAndGet();
            }
        }
    }

    private void work() {
        try {
            for (Runnable next = asked.poll(); next != null; next = asked.poll()) {
                next.run();
            }
        } finally {
            threads.decrementAndGet();
            look();
        }
    }
}
