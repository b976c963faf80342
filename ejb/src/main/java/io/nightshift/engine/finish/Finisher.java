package io.nightshift.engine.finish;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.api.job.JobId;
import io.nightshift.engine.breaker.Breakers;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.life.Pulse;
import io.nightshift.engine.outcome.FailureText;
import io.nightshift.engine.run.AttemptEnds;
import io.nightshift.engine.run.Holdings;
import io.nightshift.engine.run.ReportFlusher;
import io.nightshift.engine.run.Run;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.JobStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Writes down ended runs, many in one transaction. Two threads take turns: while one waits for the database, the other
 * collects the next batch. What has ended is held until it is written, or others are known to have it.
 */
public final class Finisher implements AttemptEnds {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);

    private static final String REFUSED = "The store refused the outcome";
    /** What is left to say if even the description of a failure is refused. */
    private static final Finished.Failed BARE =
            new Finished.Failed(Kind.FAILED, new Finished.Error(null, REFUSED, null), Duration.ZERO, true);

    private final EndedQueue plain;
    private final EndedQueue keyed;
    private final JobStore jobs;
    private final Holdings holdings;
    private final ReportFlusher reports;
    private final EngineConfig config;
    private final Aftermath aftermath;
    private volatile boolean closed;

    /**
     * What is told of ended attempts, of all but the breakers when they are written.
     *
     * @param breakers of types that have one
     * @param freed that places of limited queues or types are free
     * @param ready which queues have got jobs whose key is free now
     */
    public record Aftermath(
            RunCounters counters, Completions completions, Breakers breakers, Runnable freed, Consumer<String> ready) {}

    /** Writes to this store. */
    public Finisher(JobStore jobs, Holdings holdings, ReportFlusher reports, EngineConfig config, Aftermath aftermath) {
        this.jobs = jobs;
        this.holdings = holdings;
        this.reports = reports;
        this.plain = new EndedQueue(config.batch(), holdings::size, holdings::ofClaim, System::nanoTime);
        this.keyed = new EndedQueue(config.batch(), holdings::size, holdings::ofClaim, System::nanoTime);
        this.config = config;
        this.aftermath = aftermath;
    }

    @Override
    public void add(Run run, Finished.Ending ending, long ranNanos, long endedAt) {
        queue(run).add(new EndedAttempt(run, ending, ranNanos, endedAt));
        if (run.limited()) {
            // Now and not when it is written: until then many more would be tried in vain.
            aftermath.breakers().ended(run, ending);
        }
    }

    /** While the database is slower than the handlers, so that memory stays bounded. */
    @Override
    public void pace() {
        while (plain.size() + keyed.size() > 4 * config.batch() && !closed) {
            LockSupport.parkNanos(500_000);
        }
    }

    /** Writes what ended without a key, if anything did within a moment. For two threads, which take turns. */
    public void round(Pulse pulse) throws InterruptedException {
        round(plain, pulse);
    }

    /**
     * The same for what holds a key. Apart, because giving a key on may have to wait for whoever has locked it, and nothing
     * else is to wait for that.
     */
    public void roundOfKeyed(Pulse pulse) throws InterruptedException {
        round(keyed, pulse);
    }

    private void round(EndedQueue queue, Pulse pulse) throws InterruptedException {
        List<EndedAttempt> batch = queue.take();
        if (batch.isEmpty()) {
            return;
        }
        boolean done = false;
        try {
            write(batch, pulse);
            done = true;
        } finally {
            if (!done) {
                queue.back(unwritten(batch));
            }
        }
    }

    /** Lets the rounds end once everything is written; what cannot be written from now on is left to the others. */
    public void close() {
        closed = true;
    }

    /** Whether it is closed and everything is written. */
    public boolean over() {
        return closed && plain.size() + keyed.size() == 0;
    }

    /** What ended and is not settled is held still, whatever went wrong in between. */
    private List<EndedAttempt> unwritten(List<EndedAttempt> batch) {
        return batch.stream()
                .filter(ended -> holdings.find(ended.run().job().id()) == ended.run())
                .toList();
    }

    private void write(List<EndedAttempt> batch, Pulse pulse) {
        reports.flush(batch.stream().map(EndedAttempt::run).toList());
        UUID first = batch.get(0).run().incarnation();
        if (batch.stream().allMatch(ended -> ended.run().incarnation().equals(first))) {
            write(first, batch, pulse);
            return;
        }
        Map<UUID, List<EndedAttempt>> byIncarnation = new LinkedHashMap<>();
        for (EndedAttempt ended : batch) {
            byIncarnation
                    .computeIfAbsent(ended.run().incarnation(), id -> new ArrayList<>(batch.size()))
                    .add(ended);
        }
        byIncarnation.forEach((incarnation, ofIt) -> write(incarnation, ofIt, pulse));
    }

    /**
     * Tries until it is written, also beyond the lease: what has ended must not run again here, and if others took the claim
     * meanwhile the store says so.
     */
    private void write(UUID incarnation, List<EndedAttempt> batch, Pulse pulse) {
        Duration pause = PAUSE;
        for (int attempt = 1; ; attempt++) {
            pulse.beat();
            try {
                writeOnce(incarnation, batch, attempt > 1);
                return;
            } catch (RuntimeException failed) {
                LOG.finishFailed(batch.size(), attempt, failed);
                if (SqlRefusal.in(failed)) {
                    refused(incarnation, batch, failed, pulse);
                    return;
                }
                if (closed) {
                    giveUp(batch, failed);
                    return;
                }
                LockSupport.parkNanos(pause.toNanos());
                pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
            }
        }
    }

    private void writeOnce(UUID incarnation, List<EndedAttempt> batch, boolean again) {
        long now = System.nanoTime();
        List<Finished> finished = batch.stream()
                .map(ended -> ended.finished(config.nodeName(), now))
                .toList();
        Set<JobId> fenced = jobs.finish(incarnation, finished, aftermath.ready());
        if (again && !fenced.isEmpty()) {
            fenced = withoutOwn(fenced, finished);
        }
        settle(batch, fenced);
    }

    /** The call before may have been carried out and its answer lost: then these are fenced by their own outcomes. */
    private Set<JobId> withoutOwn(Set<JobId> fenced, List<Finished> finished) {
        Set<JobId> others = new HashSet<>(fenced);
        others.removeAll(jobs.written(
                finished.stream().filter(one -> fenced.contains(one.id())).toList()));
        return others;
    }

    private void settle(List<EndedAttempt> batch, Set<JobId> fenced) {
        batch.forEach(ended -> settle(ended, fenced.contains(ended.run().job().id())));
        if (batch.stream().anyMatch(ended -> ended.run().limited())) {
            aftermath.freed().run();
        }
    }

    /** One outcome that the store refuses must not keep the others from being written. */
    private void refused(UUID incarnation, List<EndedAttempt> batch, RuntimeException cause, Pulse pulse) {
        EndedAttempt first = batch.get(0);
        if (batch.size() > 1) {
            int half = batch.size() / 2;
            write(incarnation, batch.subList(0, half), pulse);
            write(incarnation, batch.subList(half, batch.size()), pulse);
        } else if (BARE.equals(first.ending())) {
            later(first, cause);
        } else if (first.ending() instanceof Finished.Failed) {
            write(incarnation, List.of(first.with(BARE)), pulse);
        } else {
            Finished.Error error = FailureText.error(REFUSED, cause);
            write(
                    incarnation,
                    List.of(first.with(new Finished.Failed(Kind.FAILED, error, Duration.ZERO, true))),
                    pulse);
        }
    }

    /** The store takes no outcome at all. It is kept and tried again behind the others: given back, it would run again. */
    private void later(EndedAttempt refused, RuntimeException cause) {
        if (closed) {
            giveUp(List.of(refused), cause);
            return;
        }
        EndedQueue queue = queue(refused.run());
        if (queue.size() == 0) {
            LockSupport.parkNanos(MAX_PAUSE.toNanos());
        }
        queue.back(List.of(refused));
    }

    private EndedQueue queue(Run run) {
        return run.job().keyed() ? keyed : plain;
    }

    /** This node stops, and leaves its claims to the others. */
    private void giveUp(List<EndedAttempt> batch, RuntimeException cause) {
        LOG.finishGivenUp(batch.size(), batch.get(0).run().job().id(), cause);
        batch.forEach(ended -> holdings.remove(ended.run()));
    }

    private void settle(EndedAttempt ended, boolean fenced) {
        Run run = ended.run();
        holdings.remove(run);
        if (fenced) {
            aftermath.counters().countFenced();
            LOG.fenced(run.job().id(), run.job().type(), run.job().attempt(), config.nodeName(), ended.how());
            return;
        }
        String result = ended.result();
        if (!ended.snoozed()) {
            aftermath.counters().count(run.job().queue(), run.job().type(), result, ended.ranNanos());
        }
        if (LOG.isDebugEnabled()) {
            LOG.attemptEnded(run.job().id(), run.job().type(), run.job().attempt(), config.nodeName(), ended.how());
        }
        if (!ended.snoozed() && !"FAILED".equals(result)) {
            aftermath.completions().ended(run.job().id());
        }
    }
}
