package io.nightshift.web.rest.queue;

import io.nightshift.engine.stat.Live;
import io.nightshift.engine.stat.Live.QueueLine;
import io.nightshift.store.queue.QueueStore.Queue;
import io.nightshift.store.stat.StatStore.Depth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue and what lies in it, as the last snapshot had it. */
public record QueueView(
        String name,
        int concurrency,
        int weight,
        boolean paused,
        @Nullable String pausedBy,
        @Nullable Instant pausedAt,
        @Nullable String pausedReason,
        LimitsView limits,
        long ready,
        long running,
        long held,
        long scheduled,
        long blocked,
        Duration oldestReady) {

    private static final Depth EMPTY = new Depth(0, 0, 0, 0, 0, Duration.ZERO);

    static QueueView of(Queue queue, Live.Snapshot snapshot) {
        QueueLine line = snapshot.queues().get(queue.name());
        return of(new QueueLine(queue, line == null ? EMPTY : line.depth()));
    }

    /** Shows one. */
    public static QueueView of(QueueLine line) {
        Queue queue = line.queue();
        Depth depth = line.depth();
        return new QueueView(
                queue.name(),
                queue.concurrency(),
                queue.weight(),
                queue.paused(),
                queue.pausedBy(),
                queue.pausedAt(),
                queue.pausedReason(),
                LimitsView.of(queue.limits()),
                depth.ready(),
                depth.running(),
                depth.held(),
                depth.scheduled(),
                depth.blocked(),
                depth.oldestReady());
    }

    /** All of them, by name; {@code at} is when the numbers were taken. */
    record QueuesView(Instant at, List<QueueView> queues) {}
}
