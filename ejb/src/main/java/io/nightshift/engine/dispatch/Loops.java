package io.nightshift.engine.dispatch;

import io.nightshift.engine.handler.RequestScope;
import io.nightshift.engine.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The running end of a lane: the jobs that it has taken, in two lines, and the loops that start them. A loop has a thread, a
 * slot of the node and a place of the queue. A job of an asynchronous handler takes the place of the loop that started it
 * with it, and the loop goes on if it gets another. {@link #start} is for one thread at a time, the rest is safe for
 * concurrent use.
 */
final class Loops {

    private static final long STALLED_NANOS = Duration.ofMillis(5).toNanos();
    private static final long LATE_NANOS = Duration.ofMillis(50).toNanos();

    private final LaneParts parts;
    private final Feed feed;
    private final Line direct;
    private final Flights flights;
    private final Slots.Share slots;
    private final Places places = new Places();
    private final AtomicInteger going = new AtomicInteger();
    private final Runnable landed = this::landed;
    private volatile int concurrency;
    /** When a loop last began a job. */
    private volatile long lastTaken;
    /** How many loops to start beyond what its pace asks for, because jobs wait nevertheless. */
    private volatile int extra;

    /** Where the jobs come from. */
    interface Feed {

        /** Look for more soon. */
        void signal();

        /** Whether there is nothing to look for, as far as is known. */
        boolean drained();

        /** These are not going to start here. */
        void giveBack(List<Run> unstarted);
    }

    Loops(LaneParts parts, Feed feed, Slots.Share slots, int concurrency) {
        this.parts = parts;
        this.feed = feed;
        this.slots = slots;
        this.concurrency = concurrency;
        this.direct = new Line(parts.config().prefetch());
        this.flights = new Flights(parts.asyncTypes(), parts.asyncSlots(), parts.config());
    }

    /** How many jobs of the queue may run on this node. */
    void concurrency(int now) {
        concurrency = now;
    }

    /** How many loops could start. */
    int free() {
        return Math.min(freePlaces(), slots.free());
    }

    /** How many jobs with a thread each to take now. */
    int room(int free) {
        return direct.pace().room(free, direct.size());
    }

    /** How many asynchronous jobs to take now; called by one thread at a time. */
    int flying(int free) {
        return flights.room(free, concurrency, places.taken());
    }

    /** Whether so many new jobs, some of them asynchronous, could start at once. */
    boolean takesAtOnce(int jobs, long flying) {
        return jobs - flying <= direct.pace().target(free()) - direct.size()
                && flying <= flights.capacity(freePlaces());
    }

    Flights flights() {
        return flights;
    }

    /** Jobs that were taken, all of them asynchronous or none. */
    void add(List<Run> runs, boolean async) {
        (async ? flights.line() : direct).add(runs);
    }

    /** How many have not started. */
    int waiting() {
        return direct.size() + flights.line().size();
    }

    /** Whether any of them has waited longer than this. */
    boolean older(long now, long nanos) {
        return direct.stale(now, nanos) || flights.line().stale(now, nanos);
    }

    /** Whether none goes on, or no asynchronous one finds room: then only a poll can tell of new jobs. */
    boolean idle() {
        return places.taken() == 0 || flights.full();
    }

    /** The next tick has come; whether asynchronous jobs have found room. */
    boolean tick() {
        return flights.tick(freePlaces()) && hungry();
    }

    /** Whether jobs wait although loops could have taken them; then the next {@link #start} begins more. */
    boolean behind(long now) {
        if (waiting() == 0) {
            return false;
        }
        boolean stalled = now - lastTaken > STALLED_NANOS;
        if (!stalled && !older(now, LATE_NANOS)) {
            return false;
        }
        extra = stalled ? waiting() : 1;
        return true;
    }

    /** Takes out those that have waited longer than this without a start. */
    List<Run> leave(long olderThanNanos) {
        long now = System.nanoTime();
        List<Run> back = direct.leave(now, olderThanNanos);
        back.addAll(flights.leave(now, olderThanNanos));
        return back;
    }

    /**
     * Starts as many loops as are worth it for the jobs that wait, as far as the queue and the node allow.
     *
     * @return false if the node has no thread left
     */
    boolean start() {
        int now = going.get();
        int paced = direct.loops(now) + flights.line().loops(now);
        int wanted = Math.max(paced, Math.min(waiting(), extra));
        extra = 0;
        for (; wanted > 0; wanted--) {
            if (!places.take(concurrency)) {
                return true;
            }
            if (!slots.take()) {
                places.give();
                return true;
            }
            going.incrementAndGet();
            try {
                parts.handlers().execute(this::loop);
            } catch (RuntimeException | Error full) {
                // Also when the machine has no thread left, which is an OutOfMemoryError.
                going.decrementAndGet();
                places.give();
                slots.give();
                parts.refusals().note(full);
                return false;
            }
        }
        return true;
    }

    /** Runs one job after the other until none waits, its place is gone, or another lane needs the slot. */
    private void loop() {
        boolean place = true;
        try {
            place = turns();
        } finally {
            going.decrementAndGet();
            if (place) {
                places.give();
            }
            slots.give();
            if (hungry()) {
                feed.signal();
            }
        }
    }

    /** Answers whether it still has its place. */
    private boolean turns() {
        boolean place = true;
        RequestScope scope = parts.scopes().take();
        try {
            Run run = next();
            while (run != null) {
                place = turn(run, scope);
                boolean more = place && !slots.yields() && places.taken() <= concurrency;
                run = more ? next() : null;
            }
        } finally {
            parts.scopes().give(scope);
        }
        return place;
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
            if (async(run)) {
                parts.asyncSlots().give(1);
            }
            run = taken();
        }
        feed.giveBack(refused);
        return run;
    }

    /** Runs a job, or starts it if it is asynchronous; whether this thread has a place for another one. */
    private boolean turn(Run run, RequestScope scope) {
        boolean async = async(run);
        Line line = async ? flights.line() : direct;
        long start = System.nanoTime();
        boolean flies = parts.runner().run(run, scope, landed);
        line.pace().ran(System.nanoTime() - start);
        if (line.low() && !feed.drained()) {
            feed.signal();
        }
        if (async && !flies) {
            parts.asyncSlots().give(1);
        }
        return !flies || places.take(concurrency);
    }

    /** An asynchronous job has ended, on whatever thread. */
    private void landed() {
        places.give();
        if (flights.landed(concurrency) && hungry()) {
            feed.signal();
        }
    }

    private boolean async(Run run) {
        return parts.asyncTypes().contains(run.job().type());
    }

    private int freePlaces() {
        return concurrency - places.taken();
    }

    /** Whether a place that is free is of use. */
    private boolean hungry() {
        return !feed.drained() || waiting() > 0;
    }
}
