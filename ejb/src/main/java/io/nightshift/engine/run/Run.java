package io.nightshift.engine.run;

import io.nightshift.api.handler.JobContext.LogLevel;
import io.nightshift.engine.outcome.Attempt;
import io.nightshift.engine.outcome.Disposition;
import io.nightshift.engine.outcome.StopReason;
import io.nightshift.engine.secret.Hidden;
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
    private volatile boolean asked;

    private volatile long askedAt;
    private volatile boolean marked;
    /** When the handler answered or threw, 0 before: from then on its end is under way. */
    private volatile long answeredAt;

    private volatile @Nullable String threw;
    /** What becomes of it, once that is known. */
    private volatile @Nullable Disposition decided;

    private volatile Hidden hidden = Hidden.NOTHING;
    /** Whether it has ended and nobody could be told of that. */
    private volatile boolean owed;

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
        this.timeout = nanos(job.timeout());
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
        reports.log(level, hidden.in(message));
    }

    /** What it must not say from now on. */
    void hide(Hidden secrets) {
        hidden = secrets;
    }

    Hidden hidden() {
        return hidden;
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
        if (asked) {
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
            if (!asked) {
                askedAt = System.nanoTime();
                asked = true;
            }
            if (thread != null) {
                thread.interrupt();
            } else if (stage != null) {
                stage.stop();
            }
        }
        return first;
    }

    /**
     * The handler or its stage has answered: what is left is to find out what that means, for which its code is called
     * too, and to end what was made for the run.
     *
     * @param now as {@link System#nanoTime()}
     * @param exception class of what it threw; null if it answered
     */
    void answered(long now, @Nullable String exception) {
        threw = exception;
        answeredAt = now == 0 ? 1 : now;
    }

    /** Class of what the handler threw, null if it did not. */
    @Nullable
    String threw() {
        return threw;
    }

    /** Whether the handler has answered or thrown. */
    boolean answered() {
        return answeredAt != 0;
    }

    /** Whether the handler has answered for so long, and its attempt has not ended. */
    boolean endsTooSlowly(long now, Duration most) {
        long since = answeredAt;
        return since != 0 && running() && now - since > most.toNanos();
    }

    /** What becomes of it is known. */
    void decide(Disposition disposition) {
        decided = disposition;
    }

    /** What becomes of it; null as long as that is not known. */
    @Nullable
    Disposition decided() {
        return decided;
    }

    /** It ended, and whether somebody still has to be told of that. */
    void owe(boolean still) {
        owed = still;
    }

    /** Whether it has ended and nobody could be told of that. */
    boolean owed() {
        return owed;
    }

    /** Interrupts its thread, without asking it to stop. */
    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Before it begins: what is left of the job's time limit. */
    void left(Duration ofLimit) {
        left = Math.min(nanos(ofLimit), NO_LIMIT - 1);
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
        return asked && running() && stop != StopReason.SHUTDOWN && now - askedAt > grace.toNanos();
    }

    /** Centuries are as good as the longest time that can be measured. */
    private static long nanos(Duration time) {
        return time.toDays() > 100_000 ? Long.MAX_VALUE : time.toDays() < -100_000 ? Long.MIN_VALUE : time.toNanos();
    }
}
