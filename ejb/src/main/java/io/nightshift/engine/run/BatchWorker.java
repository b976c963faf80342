package io.nightshift.engine.run;

import static io.nightshift.engine.log.EngineLog.LOG;

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
    private final String name;
    private final Consumer<List<T>> work;
    private volatile boolean closed;

    /** Does {@code work}, under this name in the log. */
    public BatchWorker(String name, Consumer<List<T>> work) {
        this.name = name;
        this.work = work;
    }

    /** Asks for one; returns at once. */
    public void add(T one) {
        asked.add(one);
    }

    /** Works until {@link #close()} and until nothing is left. Run it on one thread. */
    public void loop() {
        List<T> batch = new ArrayList<>();
        while (!closed || !asked.isEmpty()) {
            try {
                T first = asked.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
            } catch (InterruptedException shutdown) {
                Thread.currentThread().interrupt();
                return;
            }
            asked.drainTo(batch, MOST - 1);
            try {
                work.accept(List.copyOf(batch));
            } catch (RuntimeException | Error failed) {
                LOG.dutyFailed(name, failed);
            }
            batch.clear();
        }
    }

    /** Lets the loop end once everything is done. */
    public void close() {
        closed = true;
    }
}
