package io.nightshift.engine.finish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** What has ended and is not written yet, handed out in batches to one thread at a time. Safe for concurrent use. */
final class EndedQueue {

    private static final long LINGER_NANOS = 1_500_000;

    private final BlockingQueue<EndedAttempt> queue = new LinkedBlockingQueue<>();
    private final Object turn = new Object();
    private final int most;
    private final IntSupplier held;

    /**
     * An empty one.
     *
     * @param most in a batch
     * @param held by the node: whether others may end soon
     */
    EndedQueue(int most, IntSupplier held) {
        this.most = most;
        this.held = held;
    }

    void add(EndedAttempt ended) {
        queue.add(ended);
    }

    /** What could not be written after all. */
    void back(Collection<EndedAttempt> unwritten) {
        queue.addAll(unwritten);
    }

    int size() {
        return queue.size();
    }

    /** The next batch; empty if nothing ended for a while. */
    List<EndedAttempt> take() throws InterruptedException {
        List<EndedAttempt> batch = new ArrayList<>();
        synchronized (turn) {
            EndedAttempt first = queue.poll(200, TimeUnit.MILLISECONDS);
            if (first == null) {
                return batch;
            }
            batch.add(first);
            queue.drainTo(batch, most - 1);
            // Only worth waiting if others may end soon.
            if (batch.size() < most && held.getAsInt() > batch.size()) {
                LockSupport.parkNanos(LINGER_NANOS);
                queue.drainTo(batch, most - batch.size());
            }
        }
        return batch;
    }
}
