package io.nightshift.engine.queue;

import io.nightshift.engine.audit.Trail;
import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.queue.QueueStore.Queue;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Changes the queue's row and records it; this node reads it at once, every other within a second. */
final class QueueDesk implements Queues {

    static final int MOST_PER_NODE = 100_000;
    static final int MOST_WEIGHT = 100;

    private final QueueStore queues;
    private final Trail trail;
    private final Wake wake;
    private final Announcer announcer;

    QueueDesk(QueueStore queues, Trail trail, Wake wake, Announcer announcer) {
        this.queues = queues;
        this.trail = trail;
        this.wake = wake;
        this.announcer = announcer;
    }

    @Override
    public List<Queue> all() {
        return queues.all();
    }

    @Override
    public boolean pause(String name, String by, @Nullable String reason) {
        boolean changed = record(name, by, "queue.pause", reason, () -> queues.pause(name, by, reason));
        if (changed) {
            wake.changed();
        }
        return changed;
    }

    @Override
    public boolean resume(String name, String by) {
        boolean changed = record(name, by, "queue.resume", null, () -> queues.resume(name));
        if (changed) {
            wake.changed();
            wake.wake(name);
            announcer.announce(name);
        }
        return changed;
    }

    @Override
    public boolean concurrency(String name, int perNode, String by) {
        if (perNode < 1 || perNode > MOST_PER_NODE) {
            throw new IllegalArgumentException(
                    "A queue's concurrency must be from 1 to " + MOST_PER_NODE + ", was " + perNode);
        }
        boolean changed = record(
                name, by, "queue.concurrency", Integer.toString(perNode), () -> queues.concurrency(name, perNode));
        if (changed) {
            wake.changed();
            wake.wake(name);
        }
        return changed;
    }

    @Override
    public boolean weight(String name, int weight, String by) {
        if (weight < 1 || weight > MOST_WEIGHT) {
            throw new IllegalArgumentException("A queue's weight must be from 1 to " + MOST_WEIGHT + ", was " + weight);
        }
        boolean changed = record(name, by, "queue.weight", Integer.toString(weight), () -> queues.weight(name, weight));
        if (changed) {
            wake.changed();
        }
        return changed;
    }

    @Override
    public boolean limits(String name, Limits limits, String by) {
        LimitRules.check(limits);
        boolean changed =
                record(name, by, "queue.limits", LimitRules.describe(limits), () -> queues.limits(name, limits));
        if (changed) {
            wake.changed();
            wake.wake(name);
            announcer.announce(name);
        }
        return changed;
    }

    private boolean record(String name, String by, String action, @Nullable String detail, BooleanSupplier change) {
        return trail.act(() -> {
            Told before = told(name);
            if (!change.getAsBoolean()) {
                return false;
            }
            trail.changed(by, action, name, before, told(name), detail);
            return true;
        });
    }

    private @Nullable Told told(String name) {
        return queues.all().stream()
                .filter(queue -> queue.name().equals(name))
                .findFirst()
                .map(queue -> new Told(
                        queue.concurrency(),
                        queue.weight(),
                        queue.paused(),
                        queue.pausedBy(),
                        queue.pausedReason(),
                        queue.limits()))
                .orElse(null);
    }

    /** What people set, without what counts. */
    record Told(
            int concurrency,
            int weight,
            boolean paused,
            @Nullable String pausedBy,
            @Nullable String pausedReason,
            Limits limits) {}
}
