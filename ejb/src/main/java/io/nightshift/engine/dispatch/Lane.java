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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One queue on this node: takes jobs from it and starts them.
 *
 * <p>{@link #pump} is the only place that claims, and runs on one thread at a time. The loops that run jobs take what it
 * laid into the two lines, and ask for another pump when those get short. So tiny jobs are taken by the hundred and long
 * ones one by one. A job of an asynchronous handler takes the place of the loop that started it with it, and the loop goes
 * on if it gets another.
 *
 * <p>Longer than most classes, because all that decides when to claim and to start belongs together.
 */
final class Lane {

    private static final long STALE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long STALLED_NANOS = Duration.ofMillis(5).toNanos();
    private static final long LATE_NANOS = Duration.ofMillis(50).toNanos();

    private final LaneParts parts;
    private final Line direct;
    private final Flights flights;
    private final Places places = new Places();
    private final AtomicInteger loops = new AtomicInteger();
    private final Signal signal;
    private final Slots.Share slots;
    private final Runnable landed = this::landed;
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

    private volatile boolean pumping;
    private volatile long nextPoll = System.nanoTime();
    private Duration pollDelay;
    /** Whether this round has set the next poll. */
    private boolean planned;

    Lane(Queue queue, Map<String, Setting> settings, LaneParts parts) {
        this.queue = queue;
        this.settings = settings;
        this.parts = parts;
        this.sources = new Sources(parts, queue, settings);
        this.direct = new Line(parts.config().prefetch());
        this.flights = new Flights(parts.asyncTypes(), parts.asyncSlots(), parts.config());
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
        long flying = flights.count(jobs);
        boolean room = parts.lease().active()
                && !queue.paused()
                && jobs.size() - flying <= direct.pace().target(freePlaces()) - direct.size()
                && flying <= flights.capacity(queue.concurrency() - places.taken());
        signal();
        return room;
    }

    boolean waits() {
        return waiting() > 0;
    }

    /**
     * Called every few milliseconds: polls, starts more loops if they are behind, gives back what could not start in time,
     * and looks whether places are free.
     */
    void tick(long now) {
        if (waits()) {
            boolean stalled = now - lastTaken > STALLED_NANOS;
            if (stalled || older(now, LATE_NANOS)) {
                extraLoops = stalled ? waiting() : 1;
                signal();
            }
        }
        boolean stale = older(now, STALE_NANOS);
        boolean due = now - nextPoll >= 0 && (drained || places.taken() == 0 || flights.full());
        boolean free = flights.tick(queue.concurrency() - places.taken()) && wantsPlaces();
        if (stale || due || free) {
            woken |= due;
            signal();
        }
    }

    /** Gives back everything that did not start. */
    void close() {
        giveBack(Long.MAX_VALUE);
    }

    /** Whether no claim is on its way; once the lease is closed or drains, none will be after that. */
    boolean quiet() {
        return !pumping;
    }

    private void pump() {
        pumping = true;
        try {
            fill();
        } finally {
            slots.settle();
            pumping = false;
        }
    }

    private void fill() {
        planned = false;
        if (queue.paused() || !parts.lease().active()) {
            giveBack(queue.paused() || parts.lease().draining() ? 0 : STALE_NANOS);
            later();
            return;
        }
        giveBack(STALE_NANOS);
        boolean looks = woken;
        if (looks) {
            woken = false;
            sources.wake();
        }
        drained = !sources.begin();
        int free = freePlaces();
        start();
        while (!drained && parts.lease().active()) {
            int room = direct.pace().room(free, direct.size());
            int flying = flights.room(free, queue.concurrency(), places.taken());
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
            free = freePlaces();
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
                    ? flights.take(source, incarnation, limit, now)
                    : source.take(incarnation, limit, now);
        } catch (RuntimeException unreachable) {
            LOG.claimFailed(queue.name(), unreachable);
            later();
            return false;
        }
        boolean more = !all.drained();
        if (claimed != null) {
            pollDelay = parts.config().pollMin();
            List<Run> runs = new ArrayList<>(claimed.jobs().size());
            for (Claimed.Job job : claimed.jobs()) {
                Run run = new Run(job, claimed.id(), incarnation, source.limited());
                parts.holdings().add(run);
                runs.add(run);
            }
            (source.async() ? flights.line() : direct).add(runs);
        }
        // A look for other tenants that finds nobody comes after the claim that set the next poll, and is no reason to
        // put it off.
        if (claimed != null || !more && !planned) {
            later();
            planned = true;
        }
        return more;
    }

    private int freePlaces() {
        return Math.min(queue.concurrency() - places.taken(), slots.free());
    }

    private int waiting() {
        return direct.size() + flights.line().size();
    }

    /** Whether any job has waited longer than this. */
    private boolean older(long now, long nanos) {
        return direct.stale(now, nanos) || flights.line().stale(now, nanos);
    }

    private boolean wantsPlaces() {
        return !drained || waiting() > 0;
    }

    /** Starts as many loops as are worth it for the jobs that wait, as far as the queue and the node allow. */
    private void start() {
        int going = loops.get();
        int paced = direct.loops(going) + flights.line().loops(going);
        int wanted = Math.max(paced, Math.min(waiting(), extraLoops));
        extraLoops = 0;
        for (; wanted > 0; wanted--) {
            if (!places.take(queue.concurrency())) {
                return;
            }
            if (!slots.take()) {
                places.give();
                return;
            }
            loops.incrementAndGet();
            try {
                parts.executor().execute(this::loop);
            } catch (RejectedExecutionException full) {
                loops.decrementAndGet();
                places.give();
                slots.give();
                parts.refusals().note(full);
                later();
                return;
            }
        }
    }

    /** Runs one job after the other until none waits, its place is gone, or another lane needs the slot. */
    private void loop() {
        RequestScope scope = parts.scopes().take();
        boolean place = true;
        try {
            Run run = next();
            while (run != null) {
                place = turn(run, scope);
                boolean more = place && !slots.yields() && places.taken() <= queue.concurrency();
                run = more ? next() : null;
            }
        } finally {
            parts.scopes().give(scope);
            loops.decrementAndGet();
            if (place) {
                places.give();
            }
            slots.give();
            if (wantsPlaces()) {
                signal();
            }
        }
    }

    private @Nullable Run next() {
        if (!parts.lease().active()) {
            return null;
        }
        Run run = taken();
        if (run != null && run.limited()) {
            run = admitted(run);
        }
        if (run != null) {
            lastTaken = System.nanoTime();
        }
        return run;
    }

    private @Nullable Run taken() {
        Run run = flights.first(direct) ? flights.line().next() : direct.next();
        return run == null ? flights.line().next() : run;
    }

    /** This one, or the next whose type's breaker has not opened since it was taken; those before it go back. */
    private @Nullable Run admitted(Run first) {
        List<Run> refused = new ArrayList<>();
        Run run = first;
        while (run != null && run.limited() && !parts.breakers().admits(run)) {
            refused.add(run);
            if (parts.asyncTypes().contains(run.job().type())) {
                parts.asyncSlots().give(1);
            }
            run = taken();
        }
        giveBack(refused);
        return run;
    }

    /** Runs a job, or starts it if it is asynchronous; whether this thread has a place for another one. */
    private boolean turn(Run run, RequestScope scope) {
        boolean async = parts.asyncTypes().contains(run.job().type());
        Line line = async ? flights.line() : direct;
        long start = System.nanoTime();
        boolean flies = parts.runner().run(run, scope, landed);
        line.pace().ran(System.nanoTime() - start);
        if (!drained && line.low()) {
            signal();
        }
        if (async && !flies) {
            parts.asyncSlots().give(1);
        }
        return !flies || places.take(queue.concurrency());
    }

    /** An asynchronous job has ended, on whatever thread. */
    private void landed() {
        places.give();
        if (flights.landed(queue.concurrency()) && wantsPlaces()) {
            signal();
        }
    }

    private void giveBack(long olderThanNanos) {
        long now = System.nanoTime();
        List<Run> back = direct.leave(now, olderThanNanos);
        back.addAll(flights.leave(now, olderThanNanos));
        giveBack(back);
    }

    private void giveBack(List<Run> back) {
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
