package io.nightshift.engine.node;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of the database: whether it answers, and what time it is there. Asked every second on a thread and a
 * connection of its own; durations are measured by this node's stopwatch. Safe for concurrent use; {@link #ask} is for one
 * thread at a time.
 */
public final class Contact {

    /** An answer that was on its way for longer says too little about the other clock. */
    private static final Duration QUICK = Duration.ofSeconds(1);

    private final Supplier<Instant> database;
    private final Clock clock;
    private final LongSupplier stopwatch;
    private final Consumer<Duration> offsets;
    private volatile Known known;
    private volatile Duration offset = Duration.ZERO;

    /**
     * The last answer.
     *
     * @param at the database's time
     * @param nanos when it came
     * @param since when the first answer came after the last question without one
     * @param failure why the last question had none; null if it had one
     */
    private record Known(
            Instant at, long nanos, long since, @Nullable String failure) {}

    /**
     * Starts from this node's own clock until it has asked.
     *
     * @param database answers its time, or throws
     * @param clock of this node
     * @param stopwatch in nanoseconds, such as {@link System#nanoTime()}
     * @param offsets is told how far this node's clock is ahead, whenever that is known anew
     */
    public Contact(Supplier<Instant> database, Clock clock, LongSupplier stopwatch, Consumer<Duration> offsets) {
        this.database = database;
        this.clock = clock;
        this.stopwatch = stopwatch;
        this.offsets = offsets;
        long now = stopwatch.getAsLong();
        this.known = new Known(clock.instant(), now, now, "it has not been asked yet");
    }

    /** Asks; throws what the database threw. */
    public void ask() {
        long sent = stopwatch.getAsLong();
        Instant answer;
        try {
            answer = database.get();
        } catch (RuntimeException | Error unreachable) {
            Known last = known;
            known = new Known(last.at(), last.nanos(), last.since(), cause(unreachable));
            throw unreachable;
        }
        long now = stopwatch.getAsLong();
        Known last = known;
        known = new Known(answer, now, last.failure() == null ? last.since() : now, null);
        Duration way = Duration.ofNanos(now - sent);
        if (way.compareTo(QUICK) <= 0) {
            offset = Duration.between(answer, clock.instant().minus(way.dividedBy(2)));
            offsets.accept(offset);
        }
    }

    /** The database's time, late by at most the way from there. */
    public Instant now() {
        Known last = known;
        return last.at().plusNanos(stopwatch.getAsLong() - last.nanos());
    }

    /** How far this node's clock is ahead of the database's; negative if it is behind. */
    public Duration offset() {
        return offset;
    }

    /** For how long every question has been answered; zero if the last one was not. */
    public Duration unbroken() {
        Known last = known;
        return last.failure() == null ? Duration.ofNanos(stopwatch.getAsLong() - last.since()) : Duration.ZERO;
    }

    /** How long ago it answered last. */
    public Duration silent() {
        return Duration.ofNanos(stopwatch.getAsLong() - known.nanos());
    }

    /** Why it did not answer the last question; null if it did. */
    public @Nullable String failure() {
        return known.failure();
    }

    private static String cause(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
