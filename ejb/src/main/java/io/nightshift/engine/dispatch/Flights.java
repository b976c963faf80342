package io.nightshift.engine.dispatch;

import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.run.Run;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.NewJob;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous jobs of a lane. They end one by one, thousands a second, and are taken in large claims all the same:
 * once the lane was full it is not filled up before an eighth of it is free, or the next tick has come. Safe for concurrent
 * use.
 */
final class Flights {

    private static final int PARTS = 8;

    private final Set<String> types;
    private final AsyncSlots slots;
    private final EngineConfig config;
    private final Line line;
    private final AtomicInteger landed = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile boolean full;
    private volatile boolean ticked;

    Flights(Set<String> types, AsyncSlots slots, EngineConfig config) {
        this.types = types;
        this.slots = slots;
        this.config = config;
        this.line = new Line(config.prefetch());
    }

    /** Whether the lane has no room for more at the moment. */
    boolean full() {
        return full;
    }

    /** What was taken and not started. */
    Line line() {
        return line;
    }

    /** How many of these are asynchronous. */
    long count(List<NewJob> jobs) {
        return any() ? jobs.stream().filter(job -> types.contains(job.type())).count() : 0;
    }

    /** How many may be taken, as far as the queue and the node allow. */
    int capacity(int places) {
        return any() ? Math.min(places - line.size(), slots.free()) : 0;
    }

    /**
     * How many to take now; called by one thread at a time.
     *
     * @param loops that could start
     * @param places that the queue has on this node
     * @param taken of them
     */
    int room(int loops, int places, int taken) {
        if (!any()) {
            return 0;
        }
        int capacity = capacity(places - taken);
        boolean wait = full && !ticked && capacity < share(places);
        ticked = false;
        full = wait || capacity <= 0;
        int paced = line.pace().room(Math.max(1, loops), line.size());
        return full ? 0 : Math.min(capacity, paced);
    }

    /** Takes slots first, so that whatever is claimed can start. */
    @Nullable
    Claimed take(Source source, UUID incarnation, int limit, long now) {
        int taken = slots.take(limit);
        int used = 0;
        try {
            Claimed claimed = taken == 0 ? null : source.take(incarnation, taken, now);
            used = claimed == null ? 0 : claimed.jobs().size();
            return claimed;
        } finally {
            slots.give(taken - used);
        }
    }

    /** Whether the next job to start is one of these, in turns with those that hold their thread. */
    boolean first(Line direct) {
        return line.size() > 0 && (direct.size() == 0 || (turns.incrementAndGet() & 1) == 0);
    }

    /** One has ended; whether so many have that the lane should look for others. */
    boolean landed(int concurrency) {
        slots.give(1);
        return landed.incrementAndGet() % share(concurrency) == 0;
    }

    /** The next tick has come; whether a lane that was full has room. */
    boolean tick(int places) {
        boolean room = any() && full && places > 0;
        ticked |= room;
        return room;
    }

    /** Takes out what has waited longer than this, and gives its slots back. */
    List<Run> leave(long now, long nanos) {
        List<Run> left = line.leave(now, nanos);
        if (!left.isEmpty()) {
            slots.give(left.size());
        }
        return left;
    }

    private boolean any() {
        return !types.isEmpty();
    }

    private int share(int places) {
        int most = Math.min(places, config.asyncSlots()) / PARTS;
        return Math.max(1, Math.min(most, config.batch()));
    }
}
