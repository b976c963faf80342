package io.nightshift.engine.dispatch;

import io.nightshift.engine.config.EngineConfig;
import io.nightshift.store.port.Allotted;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one claim takes from a queue: jobs of all types without settings of their own, or of one type that has some. Knows
 * whose turn it is and whether it is worth looking again.
 */
final class Source {

    private static final Duration MOST_REST = Duration.ofMinutes(1);

    private final JobStore jobs;
    private final EngineConfig config;
    private final String queue;
    private final Set<String> types;
    private final boolean limited;
    private final boolean async;
    private final Consumer<Claimed.Job> probing;
    private final Turns turns = new Turns();
    private final Overtaken overtaken;
    /** Whether nobody has more, as far as is known: then only a wake-up or a poll looks again. */
    private volatile boolean drained;
    /** Held back by a limit: looking before this time is in vain, unless a job of this node ends. Zero if it is not. */
    private volatile long restsUntil;

    /** Whether a limit, not the tenants' jobs, ended the last claim. */
    private boolean heldBack;

    private volatile boolean woken;
    private final AtomicInteger frees = new AtomicInteger();

    /**
     * What a source takes.
     *
     * @param types asynchronous all of them, or none
     * @param limited whether the queue or the type has limits
     * @param async whether they are asynchronous
     */
    record Kind(List<String> types, boolean limited, boolean async) {}

    /** Tells {@code probing} which job it took for a breaker that is not closed. */
    Source(JobStore jobs, EngineConfig config, String queue, Kind kind, Consumer<Claimed.Job> probing) {
        this.jobs = jobs;
        this.config = config;
        this.queue = queue;
        this.types = Set.copyOf(kind.types());
        this.limited = kind.limited();
        this.async = kind.async();
        this.probing = probing;
        this.overtaken = new Overtaken(config.ageing());
        turns.look();
    }

    boolean drained() {
        return drained;
    }

    boolean limited() {
        return limited;
    }

    boolean async() {
        return async;
    }

    /** Makes the next round look again, unless a limit holds it back. */
    void wake() {
        turns.look();
        woken = true;
    }

    /** A limit may let more through; whether that is news to it. */
    boolean freed() {
        if (!limited) {
            return false;
        }
        frees.incrementAndGet();
        boolean rested = restsUntil != 0;
        restsUntil = 0;
        woken |= rested;
        return rested;
    }

    /** A round begins; whether there is something to look for. */
    boolean begin() {
        if (woken) {
            woken = false;
            if (restsUntil == 0 || System.nanoTime() - restsUntil >= 0) {
                restsUntil = 0;
                drained = false;
            }
        }
        return !drained;
    }

    /** When it is worth looking again although nobody says so; null if no limit holds it back. */
    @Nullable
    Long restsUntil() {
        long until = restsUntil;
        return until == 0 ? null : until;
    }

    /** Whether any of these new jobs is for it. */
    boolean takes(List<NewJob> arrived) {
        return arrived.stream().anyMatch(job -> types.contains(job.type()));
    }

    /** New jobs lie in the queue; makes the next round look again, unless a limit holds it back. */
    void arrived(List<NewJob> arrived) {
        turns.arrived(arrived);
        woken = true;
    }

    /** Jobs went back to the queue. */
    void rewind() {
        turns.rewind();
    }

    /** An equal share of each tenant whose turn it is, or what those get who have waited too long. */
    @Nullable
    Claimed take(UUID incarnation, int limit, long now) {
        if (turns.wantsNames(now)) {
            turns.found(jobs.tenants(queue, turns.seenTo(), Turns.NAMES), now);
        }
        Claimed claimed = takeOvertaken(incarnation, limit, now);
        if (claimed == null && restsUntil == 0) {
            claimed = takeInTurns(incarnation, limit, now);
        }
        boolean idle = turns.idle();
        if (idle) {
            overtaken.none();
        }
        drained = restsUntil != 0 || idle;
        return claimed;
    }

    private @Nullable Claimed takeInTurns(UUID incarnation, int limit, long now) {
        List<Turn> next = turns.next(limit, now);
        if (next.isEmpty()) {
            return null;
        }
        Claimed claimed = claim(incarnation, next, limit);
        int taken = claimed == null ? 0 : claimed.jobs().size();
        turns.took(claimed, heldBack || taken == limit, now);
        overtaken.taken(taken);
        return claimed;
    }

    private @Nullable Claimed takeOvertaken(UUID incarnation, int limit, long now) {
        if (overtaken.wantsLook(now)) {
            List<Turn> first = turns.first(Overtaken.TENANTS);
            overtaken.found(jobs.overtaken(queue, types, first, config.ageing().after()), now);
        }
        int due = overtaken.due(limit);
        if (due == 0) {
            return null;
        }
        List<Turn> next = overtaken.next(due);
        Claimed claimed = claim(incarnation, next, due);
        overtaken.took(claimed, next);
        return claimed;
    }

    private @Nullable Claimed claim(UUID incarnation, List<Turn> next, int limit) {
        if (!limited) {
            return jobs.claim(incarnation, queue, types, next, limit);
        }
        int before = frees.get();
        Allotted allotted = jobs.claimLimited(incarnation, queue, types, next, limit);
        heldBack = allotted.heldBack();
        restsUntil = heldBack ? until(allotted.opensIn()) : 0;
        if (before != frees.get()) {
            // A place was given back while this was counted, which is too late for it to count and for freed() to tell.
            restsUntil = 0;
            woken = true;
        }
        Claimed claimed = allotted.claimed();
        if (claimed != null && allotted.probe()) {
            probing.accept(claimed.jobs().get(0));
        }
        return claimed;
    }

    /** A place that another node gives back is found by looking now and then, the end of a period or pause is known. */
    private long until(@Nullable Duration opensIn) {
        Duration rest = opensIn == null ? config.pollMin() : opensIn;
        long nanos = (rest.compareTo(MOST_REST) < 0 ? rest : MOST_REST).toNanos();
        long until = System.nanoTime() + nanos;
        return until == 0 ? 1 : until;
    }
}
