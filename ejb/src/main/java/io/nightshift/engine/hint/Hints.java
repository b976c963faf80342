package io.nightshift.engine.hint;

import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.log.RimLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Collects the queues to announce and sends them from one thread of the container at a time. While the broker is away it
 * tries only every {@code pause}, and forgets what it could not send.
 */
final class Hints implements Announcer {

    private static final int MOST_QUEUES = 1_000;

    private final Sender sender;
    private final Executor executor;
    private final LongSupplier stopwatch;
    private final Duration pause;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean sending = new AtomicBoolean();
    private volatile long closedUntil;
    private volatile boolean failing;

    /** Sends hints over the broker. */
    @FunctionalInterface
    interface Sender {

        /** Throws if the broker did not take them. */
        void send(List<String> queues) throws Exception;
    }

    /** Sends with this, on these threads; {@code stopwatch} counts nanoseconds. */
    Hints(Sender sender, Executor executor, LongSupplier stopwatch, Duration pause) {
        this.sender = sender;
        this.executor = executor;
        this.stopwatch = stopwatch;
        this.closedUntil = stopwatch.getAsLong();
        this.pause = pause;
    }

    @Override
    public void announce(String queue) {
        if (stopwatch.getAsLong() - closedUntil < 0 || waiting.size() >= MOST_QUEUES) {
            return;
        }
        waiting.add(queue);
        start();
    }

    private void start() {
        if (!sending.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(this::drain);
        } catch (RuntimeException | Error allThreadsAreTaken) {
            waiting.clear();
            sending.set(false);
        }
    }

    private void drain() {
        try {
            while (!waiting.isEmpty()) {
                List<String> queues = new ArrayList<>(waiting);
                queues.forEach(waiting::remove);
                send(queues);
            }
        } finally {
            sending.set(false);
        }
        if (!waiting.isEmpty()) {
            start();
        }
    }

    /** Whatever the broker's client throws means the same here: no hint now. */
    private void send(List<String> queues) {
        try {
            sender.send(queues);
            if (failing) {
                failing = false;
                RimLog.LOG.hintsRecovered();
            }
        } catch (Exception e) {
            closedUntil = stopwatch.getAsLong() + pause.toNanos();
            waiting.clear();
            if (!failing) {
                failing = true;
                RimLog.LOG.hintsFail(String.valueOf(e.getMessage()));
            }
        }
    }
}
