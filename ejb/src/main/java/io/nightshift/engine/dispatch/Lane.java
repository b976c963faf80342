package io.nightshift.engine.dispatch;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.engine.run.RequestScope;
import io.nightshift.engine.run.Run;
import io.nightshift.store.job.Claimed;
import io.nightshift.store.job.NewJob;
import io.nightshift.store.queue.QueueStore.Queue;
import io.nightshift.store.type.TypeStore.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One queue on this node: takes jobs from it and starts them.
 *
 * <p>{@link #pump} is the only place that claims, and runs on one thread at a time. The loops that run jobs take what it
 * laid into {@code waiting}, and ask for another pump when that gets short. So tiny jobs are taken by the hundred and
 * long ones one by one.
 */
final class Lane {

    private static final long STALE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long STALLED_NANOS = Duration.ofMillis(5).toNanos();
    private static final long LATE_NANOS = Duration.ofMillis(50).toNanos();

    private final LaneParts parts;
    private final Pace pace;
    private final Deque<Run> waiting = new ConcurrentLinkedDeque<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicInteger loops = new AtomicInteger();
    private final Signal signal;
    private final Slots.Share slots;
    private volatile Queue queue;
    private volatile Sources sources;
    private volatile Map<String, Setting> settings;
    /** Whether no source is worth looking at: then only a wake-up or a poll looks again. */
    private volatile boolean drained;

    private volatile boolean woken;
    /** When a loop last began a job. */
    private volatile long lastTaken;
    /** How many loops to start beyond what its pace asks for, because jobs wait nevertheless. */
    private volatile int extraLoops;

    private volatile long nextPoll = System.nanoTime();
    private Duration pollDelay;
    /** Whether this round has set the next poll. */
    private boolean planned;

    Lane(Queue queue, Map<String, Setting> settings, LaneParts parts) {
        this.queue = queue;
        this.settings = settings;
        this.parts = parts;
        this.sources = new Sources(parts, queue, settings);
        this.pace = new Pace(parts.config().prefetch());
        this.pollDelay = parts.config().pollMin();
        this.signal = new Signal(this::pump, parts.pending());
        this.slots = parts.slots().share(signal::raise);
        slots.weight(queue.weight());
    }

    /**
     * How the queue and the types are set now.
     *
     * @param types the settings without what changes at each claim, so that they are equal if nobody changed them
     */
    void configured(Queue now, Map<String, Setting> types) {
        Queue before = queue;
        boolean changed = before.paused() != now.paused() || before.concurrency() != now.concurrency();
        queue = now;
        slots.weight(now.weight());
        if (!before.limits().equals(now.limits()) || !settings.equals(types)) {
            settings = types;
            sources = new Sources(parts, now, types);
            changed = true;
        }
        if (changed) {
            wake();
        }
    }

    /** Looks now. */
    void wake() {
        woken = true;
        signal();
    }

    /** Jobs of limited queues or types ended on this node. */
    void freed() {
        if (sources.freed()) {
            signal();
        }
    }

    void signal() {
        signal.raise();
    }

    /**
     * New jobs of this node lie in the queue.
     *
     * @return whether this node can take them at once
     */
    boolean arrived(List<NewJob> jobs) {
        sources.arrived(jobs);
        boolean room = parts.lease().active()
                && !queue.paused()
                && jobs.size() <= pace.target(freeLoops()) - waitingCount.get();
        signal();
        return room;
    }

    boolean waits() {
        return waitingCount.get() > 0;
    }

    /** Called every few milliseconds: polls, starts more loops if they are behind, and gives back what could not start in time. */
    void tick(long now) {
        Run oldest = waiting.peekFirst();
        if (oldest != null) {
            boolean stalled = now - lastTaken > STALLED_NANOS;
            boolean late = now - oldest.heldSince() > LATE_NANOS;
            if (stalled || late) {
                extraLoops = stalled ? waitingCount.get() : 1;
                signal();
            }
        }
        boolean stale = oldest != null && now - oldest.heldSince() > STALE_NANOS;
        boolean due = now - nextPoll >= 0 && (drained || loops.get() == 0);
        if (stale || due) {
            woken |= due;
            signal();
        }
    }

    /** Gives back everything that did not start. */
    void close() {
        giveBack(Long.MAX_VALUE);
    }

    private void pump() {
        try {
            fill();
        } finally {
            slots.settle();
        }
    }

    private void fill() {
        planned = false;
        if (queue.paused() || !parts.lease().active()) {
            giveBack(queue.paused() ? 0 : STALE_NANOS);
            later();
            return;
        }
        giveBack(STALE_NANOS);
        if (woken) {
            woken = false;
            sources.wake();
        }
        drained = !sources.begin();
        int free = freeLoops();
        start();
        while (!drained && parts.lease().active()) {
            int room = pace.room(free, waitingCount.get());
            if (room <= 0) {
                slots.await();
                return;
            }
            drained = !claim(Math.min(room, parts.config().batch()));
            start();
            free = freeLoops();
        }
    }

    /** Takes up to this many from the source whose turn it is; false if none is worth another look. */
    private boolean claim(int limit) {
        Sources all = sources;
        Source source = all.next();
        if (source == null) {
            later();
            return false;
        }
        UUID incarnation = parts.lease().incarnation();
        Claimed claimed;
        try {
            claimed = source.take(incarnation, limit, System.nanoTime());
        } catch (RuntimeException unreachable) {
            LOG.claimFailed(queue.name(), unreachable);
            later();
            return false;
        }
        boolean more = !all.drained();
        if (claimed != null) {
            pollDelay = parts.config().pollMin();
            for (Claimed.Job job : claimed.jobs()) {
                Run run = new Run(job, claimed.id(), incarnation, source.limited());
                parts.holdings().add(run);
                waiting.addLast(run);
            }
            waitingCount.addAndGet(claimed.jobs().size());
        }
        // A look for other tenants that finds nobody comes after the claim that set the next poll, and is no reason to
        // put it off.
        if (claimed != null || !more && !planned) {
            later();
            planned = true;
        }
        return more;
    }

    private int freeLoops() {
        return Math.min(queue.concurrency() - loops.get(), slots.free());
    }

    /** Starts as many loops as are worth it for the jobs that wait, as far as the queue and the node allow. */
    private void start() {
        int jobs = waitingCount.get();
        int wanted = Math.max(pace.loops(jobs, loops.get()), Math.min(jobs, extraLoops));
        extraLoops = 0;
        for (; wanted > 0; wanted--) {
            if (loops.get() >= queue.concurrency() || !slots.take()) {
                return;
            }
            loops.incrementAndGet();
            try {
                parts.executor().execute(this::loop);
            } catch (RejectedExecutionException full) {
                loops.decrementAndGet();
                slots.give();
                parts.refusals().note(full);
                later();
                return;
            }
        }
    }

    /** Runs one job after the other until none waits, or another lane needs the slot. */
    private void loop() {
        RequestScope scope = parts.scopes().take();
        try {
            Run run = next();
            while (run != null) {
                long start = System.nanoTime();
                parts.runner().run(run, scope);
                pace.ran(System.nanoTime() - start);
                if (!drained && pace.low(waitingCount.get())) {
                    signal();
                }
                run = slots.yields() || loops.get() > queue.concurrency() ? null : next();
            }
        } finally {
            parts.scopes().give(scope);
            loops.decrementAndGet();
            slots.give();
            if (!drained || waitingCount.get() > 0) {
                signal();
            }
        }
    }

    private @Nullable Run next() {
        if (!parts.lease().active()) {
            return null;
        }
        Run run = waiting.pollFirst();
        if (run != null) {
            waitingCount.decrementAndGet();
            lastTaken = System.nanoTime();
        }
        return run;
    }

    private void giveBack(long olderThanNanos) {
        long now = System.nanoTime();
        List<Run> back = new ArrayList<>();
        Run oldest = waiting.peekFirst();
        while (oldest != null && (olderThanNanos == Long.MAX_VALUE || now - oldest.heldSince() > olderThanNanos)) {
            if (waiting.remove(oldest)) {
                waitingCount.decrementAndGet();
                back.add(oldest);
            }
            oldest = waiting.peekFirst();
        }
        if (!back.isEmpty()) {
            sources.rewind();
            parts.holdings().giveBackUnstarted(back);
        }
    }

    private void later() {
        long nanos = pollDelay.toNanos();
        nextPoll =
                System.nanoTime() + (long) (nanos * (0.8 + 0.4 * parts.random().nextDouble()));
        Long rested = sources.restsUntil();
        if (rested != null && rested - nextPoll < 0) {
            nextPoll = rested;
        }
        Duration doubled = pollDelay.multipliedBy(2);
        pollDelay = doubled.compareTo(parts.config().pollMax()) < 0
                ? doubled
                : parts.config().pollMax();
    }
}
