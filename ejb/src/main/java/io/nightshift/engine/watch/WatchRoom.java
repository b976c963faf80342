package io.nightshift.engine.watch;

import io.nightshift.api.job.JobId;
import io.nightshift.engine.finish.Completions;
import io.nightshift.engine.life.Pulse;
import io.nightshift.store.port.Outcomes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where they wait. One thread minds the time of all, another looks once a second for all whether their jobs have ended. */
final class WatchRoom implements JobEnds {

    private static final long STEP_MILLIS = 1_000;

    private final Completions completions;
    private final Outcomes outcomes;
    private final int most;
    private final AtomicInteger inside = new AtomicInteger();
    /** Who has left stays in here, without anything that it held, until its time is over. */
    private final DelayQueue<Seat> times = new DelayQueue<>();

    private volatile boolean closed;

    /**
     * An empty one.
     *
     * @param completions what ends on this node
     * @param outcomes what has ended anywhere
     * @param most how many may wait
     */
    WatchRoom(Completions completions, Outcomes outcomes, int most) {
        this.completions = completions;
        this.outcomes = outcomes;
        this.most = most;
    }

    @Override
    public Watch watch(JobId id, Duration time, Runnable then) {
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            throw new CrowdedException(most);
        }
        Seat seat = new Seat(id, System.nanoTime() + time.toNanos(), then);
        completions.listen(id, seat);
        times.add(seat);
        if (closed) {
            seat.over();
        }
        return seat;
    }

    @Override
    public int watchers() {
        return inside.get();
    }

    @Override
    public void close() {
        closed = true;
        times.forEach(Seat::over);
    }

    /** Whether it is closed. */
    boolean closed() {
        return closed;
    }

    /** Lets those go whose time is over; waits for a moment for such. */
    void round(Pulse pulse) throws InterruptedException {
        pulse.beat();
        Seat seat = times.poll(STEP_MILLIS, TimeUnit.MILLISECONDS);
        if (seat != null) {
            seat.over();
        }
    }

    /** Tells of jobs that ended where nobody told this node. */
    void look() {
        Set<JobId> awaited = completions.awaited();
        if (!awaited.isEmpty()) {
            outcomes.ended(awaited).forEach(completions::ended);
        }
    }

    /** One that waits. */
    private final class Seat implements Watch, Runnable, Delayed {

        private final JobId id;
        private final long until;
        private final AtomicReference<@Nullable Runnable> then;

        Seat(JobId id, long until, Runnable then) {
            this.id = id;
            this.until = until;
            this.then = new AtomicReference<>(then);
        }

        @Override
        public boolean leave() {
            return takeLeave() != null;
        }

        /** The job has ended. */
        @Override
        public void run() {
            Runnable told = then.getAndSet(null);
            if (told != null) {
                inside.decrementAndGet();
                told.run();
            }
        }

        /** The job has not ended, and nobody waits for it any longer. */
        void over() {
            Runnable told = takeLeave();
            if (told != null) {
                told.run();
            }
        }

        private @Nullable Runnable takeLeave() {
            Runnable mine = then.getAndSet(null);
            if (mine != null) {
                inside.decrementAndGet();
                completions.forget(id, this);
            }
            return mine;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.signum(until - ((Seat) other).until);
        }
    }
}
