package io.nightshift.engine.fake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** Time that a test moves. */
public final class SettableClock extends Clock {

    private volatile Instant now;
    private final AtomicLong passed = new AtomicLong();

    /** Starts at this instant. */
    public SettableClock(Instant now) {
        this.now = now;
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        now = now.plus(time);
        passed.addAndGet(time.toNanos());
    }

    /** Sets it, as people do; the stopwatch goes on as before. */
    public void set(Instant at) {
        now = at;
    }

    /** Nanoseconds that have passed, whatever the clock was set to. */
    public long nanos() {
        return passed.get();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Instants only");
    }
}
