package io.nightshift.engine.run;

import io.nightshift.engine.life.Pulse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What is asked for on threads that must not wait, such as those that complete a handler's stage, and done on a thread of
 * its own, many at once. Safe for concurrent use.
 */
public final class BatchWorker<T> {

    private static final int MOST = 500;

    private final BlockingQueue<T> asked = new LinkedBlockingQueue<>();
    private final Consumer<List<T>> work;
    private volatile boolean closed;

    /** Does {@code work}. */
    public BatchWorker(Consumer<List<T>> work) {
        this.work = work;
    }

    /** Asks for one; returns at once. */
    public void add(T one) {
        asked.add(one);
    }

    /** Works on what was asked for within a moment. On one thread. */
    public void round(Pulse pulse) throws InterruptedException {
        T first = asked.poll(200, TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        List<T> batch = new ArrayList<>();
        batch.add(first);
        asked.drainTo(batch, MOST - 1);
        work.accept(List.copyOf(batch));
    }

    /** Whether it is closed and nothing is left. */
    public boolean over() {
        return closed && asked.isEmpty();
    }

    /** Lets the loop end once everything is done. */
    public void close() {
        closed = true;
    }
}
