package io.nightshift.engine.run;

import io.nightshift.api.handler.JobContext.LogLevel;
import io.nightshift.engine.outcome.Attempt;
import io.nightshift.engine.outcome.StopReason;
import io.nightshift.store.port.Claimed;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One job that this node holds: from its claim until its outcome is written. Safe for concurrent use.
 *
 * <p>WAITING → RUNNING → ENDED, or WAITING → ENDED if it is given back. Exactly one thread wins each step, and only the
 * one that ends it may write its outcome.
 */
public final class Run implements Attempt {

    private enum State {
        WAITING,
        RUNNING,
        ENDED
    }

    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final Claimed.Job job;
    private final UUID claimId;
    private final UUID incarnation;
    private final boolean limited;
    private final long heldSince = System.nanoTime();
    private final Reports reports = new Reports();
    private final long timeout;
    private volatile State state = State.WAITING;
    private volatile StopReason stop = StopReason.NONE;
    private volatile long startedAt;
    private @Nullable Thread thread;
    private @Nullable PendingStage stage;
    /** Whether it was interrupted, or its stage cancelled, and since when; the time is written first. */
    private volatile boolean told;

    private volatile long toldAt;
    private volatile boolean marked;
    private volatile long left = NO_LIMIT;

    /**
     * Holds a job that was just claimed.
     *
     * @param limited whether it takes up a place of a limited queue or type
     */
    public Run(Claimed.Job job, UUID claimId, UUID incarnation, boolean limited) {
        this.job = job;
        this.claimId = claimId;
        this.incarnation = incarnation;
        this.limited = limited;
        this.timeout = job.timeout().toNanos();
    }

    /** The job. */
    public Claimed.Job job() {
        return job;
    }

    /** The claim it was taken in. */
    public UUID claimId() {
        return claimId;
    }

    /** The incarnation that took it. */
    public UUID incarnation() {
        return incarnation;
    }

    /** Whether it takes up a place of a limited queue or type. */
    public boolean limited() {
        return limited;
    }

    /** When it was taken, as {@link System#nanoTime()}. */
    public long heldSince() {
        return heldSince;
    }

    public StopReason stopReason() {
        return stop;
    }

    @Override
    public int number() {
        return job.attempt();
    }

    @Override
    public void log(LogLevel level, String message) {
        reports.log(level, message);
    }

    Reports reports() {
        return reports;
    }

    /** When its handler was called, as {@link System#nanoTime()}; meaningless before. */
    long startedAt() {
        return startedAt;
    }

    /** Whether the store knows that this attempt started. */
    boolean marked() {
        return marked;
    }

    void mark() {
        marked = true;
    }

    boolean running() {
        return state == State.RUNNING;
    }

    boolean ended() {
        return state == State.ENDED;
    }

    /** WAITING to RUNNING on this thread; false if somebody was faster. */
    synchronized boolean begin() {
        if (state != State.WAITING) {
            return false;
        }
        state = State.RUNNING;
        thread = Thread.currentThread();
        startedAt = System.nanoTime();
        return true;
    }

    /** WAITING to ENDED; false if somebody was faster. */
    synchronized boolean drop() {
        if (state != State.WAITING) {
            return false;
        }
        state = State.ENDED;
        return true;
    }

    /**
     * RUNNING to ENDED, by the handler's thread when it is back, by whoever completes its stage, or by the watchdog that
     * gives it up.
     *
     * @return false if somebody was faster, who then writes the outcome
     */
    synchronized boolean end() {
        if (state != State.RUNNING) {
            return false;
        }
        state = State.ENDED;
        return true;
    }

    /** The handler's thread goes its own ways from here on: no interrupt reaches it any more. */
    synchronized void leave() {
        thread = null;
        // An interrupt that came too late must not hit the next job.
        boolean unused = Thread.interrupted();
    }

    /**
     * The handler has returned a stage: from here on it runs without a thread of this node.
     *
     * @return false if it was given up meanwhile
     */
    synchronized boolean goOnWithoutThread(PendingStage begun) {
        leave();
        if (state != State.RUNNING) {
            return false;
        }
        stage = begun;
        if (told) {
            // The interrupt may have come when the handler had nothing left to do on this thread.
            begun.stop();
        }
        return true;
    }

    /** How it goes on without a thread; null if it does not. */
    synchronized @Nullable PendingStage stage() {
        return stage;
    }

    /**
     * Asks a run to stop.
     *
     * @param interrupt whether to interrupt its thread, or to cancel its stage, too
     * @return false if it was asked before
     */
    public synchronized boolean stop(StopReason reason, boolean interrupt) {
        boolean first = stop == StopReason.NONE || (reason == StopReason.LOST && stop != StopReason.LOST);
        if (first) {
            stop = reason;
        }
        if (interrupt && state == State.RUNNING) {
            if (!told) {
                toldAt = System.nanoTime();
                told = true;
            }
            if (thread != null) {
                thread.interrupt();
            } else if (stage != null) {
                stage.stop();
            }
        }
        return first;
    }

    /** Before it begins: what is left of the job's time limit. */
    void left(Duration ofLimit) {
        left = ofLimit.toNanos();
    }

    /** How long the attempt may take, the earlier of its timeout and the job's limit; null for as long as it likes. */
    @Nullable
    Duration allowed() {
        if (limitIsFirst()) {
            return Duration.ofNanos(left);
        }
        return timeout > 0 ? job.timeout() : null;
    }

    /** Why it is stopped when what it is allowed is over. */
    StopReason late() {
        return limitIsFirst() ? StopReason.LIMIT : StopReason.TIMEOUT;
    }

    private boolean limitIsFirst() {
        return left != NO_LIMIT && (timeout <= 0 || left <= timeout);
    }

    /** Whether its time is over; false if it has neither a timeout nor a limit. */
    boolean overdue(long now) {
        long allowed = limitIsFirst() ? left : timeout;
        return allowed > 0 && running() && now - startedAt > allowed;
    }

    /**
     * Whether it has gone on for so long after it was told to stop. Never for a shutdown: the job would start elsewhere
     * while this handler still works on it.
     */
    boolean ignoresItsStop(long now, Duration grace) {
        return told && running() && stop != StopReason.SHUTDOWN && now - toldAt > grace.toNanos();
    }
}
