package io.nightshift.engine.queue;

import io.nightshift.engine.dispatch.Announcer;
import io.nightshift.engine.dispatch.Wake;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.QueueStore;
import io.nightshift.store.queue.QueueStore.Queue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes the queue's row and records it; this node reads it at once, every other within a second. */
final class QueueDesk implements Queues {

    static final int MOST_PER_NODE = 100_000;
    static final int MOST_WEIGHT = 100;

    private final QueueStore queues;
    private final AuditStore audit;
    private final Wake wake;
    private final Announcer announcer;

    QueueDesk(QueueStore queues, AuditStore audit, Wake wake, Announcer announcer) {
        this.queues = queues;
        this.audit = audit;
        this.wake = wake;
        this.announcer = announcer;
    }

    @Override
    public List<Queue> all() {
        return queues.all();
    }

    @Override
    public boolean pause(String name, String by, @Nullable String reason) {
        boolean changed = queues.pause(name, by, reason);
        if (changed) {
            audit.add(by, "queue.pause", name, reason);
            wake.changed();
        }
        return changed;
    }

    @Override
    public boolean resume(String name, String by) {
        boolean changed = queues.resume(name);
        if (changed) {
            audit.add(by, "queue.resume", name, null);
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
        boolean changed = queues.concurrency(name, perNode);
        if (changed) {
            audit.add(by, "queue.concurrency", name, Integer.toString(perNode));
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
        boolean changed = queues.weight(name, weight);
        if (changed) {
            audit.add(by, "queue.weight", name, Integer.toString(weight));
            wake.changed();
        }
        return changed;
    }

    @Override
    public boolean limits(String name, Limits limits, String by) {
        LimitRules.check(limits);
        boolean changed = queues.limits(name, limits);
        if (changed) {
            audit.add(by, "queue.limits", name, LimitRules.describe(limits));
            wake.changed();
            wake.wake(name);
            announcer.announce(name);
        }
        return changed;
    }
}
