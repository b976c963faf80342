package io.nightshift.engine.node;

import io.nightshift.store.schedule.ScheduleStore;
import java.time.Clock;
import java.time.Instant;

/** The database's time as this node knows it: asked now and then, continued by this node's stopwatch in between. */
public final class DatabaseClock {

    private record Known(Instant at, long nanos) {}

    private final ScheduleStore store;
    private volatile Known known;

    /** Starts from this node's own clock until it has asked. */
    public DatabaseClock(ScheduleStore store, Clock clock) {
        this.store = store;
        this.known = new Known(clock.instant(), System.nanoTime());
    }

    /** Asks. */
    public void ask() {
        known = new Known(store.now(), System.nanoTime());
    }

    /** The time, late by at most the way from the database. */
    public Instant now() {
        Known last = known;
        return last.at().plusNanos(System.nanoTime() - last.nanos());
    }
}
