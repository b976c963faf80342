package io.nightshift.engine.dispatch;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.engine.run.Run;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.queue.QueueStore.Queue;
import io.nightshift.store.type.TypeStore.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One queue on this node: takes jobs from it and hands them to its {@link Loops}.
 *
 * <p>{@link #pump} is the only place that claims, and runs on one thread at a time. The loops take what it brought, and ask
 * for another pump when that gets short. So tiny jobs are taken by the hundred and long ones one by one.
 */
final class Lane implements Loops.Feed {

    private static final long STALE_NANOS = Duration.ofSeconds(1).toNanos();

    private final LaneParts parts;
    private final Loops loops;
    private final Signal signal;
    private final Slots.Share slots;
    private volatile Queue queue;
    private volatile Sources sources;
    private volatile Map<String, Setting> settings;
    /** Whether no source is worth looking at: then only a wake-up or a poll looks again. */
    private volatile boolean drained;

    private volatile boolean woken;
    private volatile boolean pumping;
    private volatile long nextPoll = System.nanoTime();
    private Duration pollDelay;
    /** Whether this round has set the next poll. */
    private boolean planned;

    Lane(Queue queue, Map<String, Setting> settings, LaneParts parts) {
        this.queue = queue;
        this.settings = settings;
        this.parts = parts;
        this.sources = Sources.of(parts, queue, settings);
        this.pollDelay = parts.config().pollMin();
        this.signal = new Signal(this::pump, parts.pending());
        this.slots = parts.slots().share(signal::raise);
        slots.weight(queue.weight());
        this.loops = new Loops(parts, this, slots, queue.concurrency());
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
        loops.concurrency(now.concurrency());
        slots.weight(now.weight());
        if (!before.limits().equals(now.limits()) || !settings.equals(types)) {
            settings = types;
            sources = Sources.of(parts, now, types);
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

    @Override
    public void signal() {
        signal.raise();
    }

    @Override
    public boolean drained() {
        return drained;
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
                && loops.takesAtOnce(jobs.size(), loops.flights().count(jobs));
        signal();
        return room;
    }

    boolean waits() {
        return loops.waiting() > 0;
    }

    /**
     * Called every few milliseconds: polls, starts more loops if they are behind, gives back what could not start in time,
     * and looks whether places are free.
     */
    void tick(long now) {
        boolean behind = loops.behind(now);
        boolean stale = loops.older(now, STALE_NANOS);
        boolean due = now - nextPoll >= 0 && (drained || loops.idle());
        boolean room = loops.tick();
        woken |= due;
        if (behind || stale || due || room) {
            signal();
        }
    }

    /** Gives back everything that did not start. */
    void close() {
        giveBack(loops.leave(Long.MAX_VALUE));
    }

    /** Whether no claim is on its way; once the lease is closed or drains, none will be after that. */
    boolean quiet() {
        return !pumping;
    }

    private void pump() {
        pumping = true;
        try {
            fill();
        } catch (RuntimeException | Error failed) {
            // The next poll looks again; what was claimed and is not known here comes back by the heartbeat.
            LOG.dutyFailed("lane " + queue.name(), failed);
            later();
        } finally {
            slots.settle();
            pumping = false;
        }
    }

    private void fill() {
        planned = false;
        if (queue.paused() || !parts.lease().active()) {
            giveBack(loops.leave(queue.paused() || parts.lease().draining() ? 0 : STALE_NANOS));
            later();
            return;
        }
        giveBack(loops.leave(STALE_NANOS));
        boolean looks = woken;
        if (looks) {
            woken = false;
            sources.wake();
        }
        drained = !sources.begin();
        int free = loops.free();
        start();
        while (!drained && parts.lease().active()) {
            int room = loops.room(free);
            int flying = loops.flying(free);
            if (room <= 0) {
                slots.await();
            }
            Source source = sources.next(room > 0, flying > 0);
            if (source == null && !sources.drained()) {
                if (looks) {
                    later();
                }
                return;
            }
            drained = source == null || !claim(source, source.async() ? flying : room);
            if (source == null) {
                later();
            }
            start();
            free = loops.free();
        }
    }

    private void start() {
        if (!loops.start()) {
            later();
        }
    }

    /** Takes up to this many from a source; false if none is worth another look. */
    private boolean claim(Source source, int room) {
        Sources all = sources;
        int limit = Math.min(room, parts.config().batch());
        UUID incarnation = parts.lease().incarnation();
        Claimed claimed;
        try {
            long now = System.nanoTime();
            claimed = source.async()
                    ? loops.flights().take(source, incarnation, limit, now)
                    : source.take(incarnation, limit, now);
        } catch (RuntimeException unreachable) {
            LOG.claimFailed(queue.name(), unreachable);
            later();
            return false;
        }
        boolean more = !all.drained();
        if (claimed != null) {
            all.gave(source);
            pollDelay = parts.config().pollMin();
            List<Run> runs = new ArrayList<>(claimed.jobs().size());
            for (Claimed.Job job : claimed.jobs()) {
                Run run = new Run(job, claimed.id(), incarnation, source.limited());
                parts.holdings().add(run);
                runs.add(run);
            }
            loops.add(runs, source.async());
        }
        // A look for other tenants that finds nobody comes after the claim that set the next poll, and is no reason to
        // put it off.
        if (claimed != null || !more && !planned) {
            later();
            planned = true;
        }
        return more;
    }

    @Override
    public void giveBack(List<Run> unstarted) {
        if (!unstarted.isEmpty()) {
            sources.rewind();
            parts.holdings().giveBackUnstarted(unstarted);
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
