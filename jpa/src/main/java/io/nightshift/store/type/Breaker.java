package io.nightshift.store.type;

import io.nightshift.api.job.JobId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The breaker of a job type, in the whole cluster: while too many attempts fail, none is made.
 *
 * @param rule what opens it
 * @param state how it stood by the database's clock when this was read
 * @param since when it was opened or closed last; null if it never was
 * @param by who did: a person or a node; null if nobody ever did
 * @param reason why; null if nobody said
 * @param until when it lets a job probe; null while it is closed
 * @param probe the job that probes, or did last; null if none has since it was opened
 */
public record Breaker(
        Rule rule,
        State state,
        @Nullable Instant since,
        @Nullable String by,
        @Nullable String reason,
        @Nullable Instant until,
        @Nullable JobId probe) {

    /** After a failed probe the pause is doubled, up to so many times the rule's. */
    public static final int MOST_PAUSES = 10;

    /** No pause gets longer than this by being doubled. */
    public static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** Whether jobs are taken. */
    public enum State {
        /** As ever. */
        CLOSED,
        /** None. */
        OPEN,
        /** One at a time, whose success closes the breaker and whose failure opens it again. */
        HALF_OPEN
    }

    /**
     * What opens a breaker: on one node, so many attempts ended within the window and such a part of them failed.
     *
     * @param failurePercent 1 to 100
     * @param minimum how many attempts, at least 1
     * @param window how far back they count
     * @param pause how long the breaker stays open at first
     */
    public record Rule(int failurePercent, int minimum, Duration window, Duration pause) {}

    /** Whether jobs are taken as ever. */
    public boolean closed() {
        return state == State.CLOSED;
    }

    /** The same for as long as nobody opens or closes it. */
    public Breaker withoutProbe() {
        return new Breaker(rule, state, since, by, reason, until, null);
    }
}
