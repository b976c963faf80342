package io.nightshift.engine.finish;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.api.job.AttemptError.Kind;
import io.nightshift.api.job.JobId;
import io.nightshift.engine.breaker.Breakers;
import io.nightshift.engine.config.EngineConfig;
import io.nightshift.engine.node.Lease;
import io.nightshift.engine.outcome.FailureText;
import io.nightshift.engine.run.AttemptEnds;
import io.nightshift.engine.run.Holdings;
import io.nightshift.engine.run.ReportFlusher;
import io.nightshift.engine.run.Run;
import io.nightshift.store.port.Finished;
import io.nightshift.store.port.JobStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Writes down ended runs, many in one transaction. Two threads take turns: while one waits for the database, the other
 * collects the next batch.
 */
public final class Finisher implements AttemptEnds {

    private static final long LINGER_NANOS = 1_500_000;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);

    private final BlockingQueue<EndedAttempt> queue = new LinkedBlockingQueue<>();
    private final Object turn = new Object();
    private final JobStore jobs;
    private final Holdings holdings;
    private final ReportFlusher reports;
    private final Lease lease;
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
    public Finisher(
            JobStore jobs,
            Holdings holdings,
            ReportFlusher reports,
            Lease lease,
            EngineConfig config,
            Aftermath aftermath) {
        this.jobs = jobs;
        this.holdings = holdings;
        this.reports = reports;
        this.lease = lease;
        this.config = config;
        this.aftermath = aftermath;
    }

    @Override
    public void add(Run run, Finished.Ending ending, long ranNanos, long endedAt) {
        queue.add(new EndedAttempt(run, ending, ranNanos, endedAt));
        if (run.limited()) {
            // Now and not when it is written: until then many more would be tried in vain.
            aftermath.breakers().ended(run, ending);
        }
    }

    /** While the database is slower than the handlers, so that memory stays bounded. */
    @Override
    public void pace() {
        while (queue.size() > 4 * config.batch() && !closed) {
            LockSupport.parkNanos(500_000);
        }
    }

    /** Writes until {@link #close()} and until nothing is left. Run it on two threads. */
    public void loop() {
        List<EndedAttempt> batch = new ArrayList<>(config.batch());
        while (!closed || !queue.isEmpty()) {
            try {
                collect(batch);
            } catch (InterruptedException shutdown) {
                // The container stops its threads: what is left is given up, and others rescue it.
                Thread.currentThread().interrupt();
                return;
            }
            if (!batch.isEmpty()) {
                write(List.copyOf(batch));
                batch.clear();
            }
        }
    }

    /** Lets the loops end once everything is written. */
    public void close() {
        closed = true;
    }

    private void collect(List<EndedAttempt> batch) throws InterruptedException {
        synchronized (turn) {
            EndedAttempt first = queue.poll(200, TimeUnit.MILLISECONDS);
            if (first == null) {
                return;
            }
            batch.add(first);
            queue.drainTo(batch, config.batch() - 1);
            // Only worth waiting if others may end soon.
            if (batch.size() < config.batch() && holdings.size() > batch.size()) {
                LockSupport.parkNanos(LINGER_NANOS);
                queue.drainTo(batch, config.batch() - batch.size());
            }
        }
    }

    private void write(List<EndedAttempt> batch) {
        reports.flush(batch.stream().map(EndedAttempt::run).toList());
        UUID first = batch.get(0).run().incarnation();
        if (batch.stream().allMatch(ended -> ended.run().incarnation().equals(first))) {
            write(first, batch);
            return;
        }
        Map<UUID, List<EndedAttempt>> byIncarnation = new LinkedHashMap<>();
        for (EndedAttempt ended : batch) {
            byIncarnation
                    .computeIfAbsent(ended.run().incarnation(), id -> new ArrayList<>(batch.size()))
                    .add(ended);
        }
        byIncarnation.forEach(this::write);
    }

    /** Tries again while the lease lasts: a database that is away for a moment must not make jobs run twice. */
    private void write(UUID incarnation, List<EndedAttempt> batch) {
        Duration pause = PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                long now = System.nanoTime();
                Set<JobId> fenced = jobs.finish(
                        incarnation,
                        batch.stream()
                                .map(ended -> ended.finished(config.nodeName(), now))
                                .toList(),
                        aftermath.ready());
                batch.forEach(
                        ended -> settle(ended, fenced.contains(ended.run().job().id())));
                if (batch.stream().anyMatch(ended -> ended.run().limited())) {
                    aftermath.freed().run();
                }
                return;
            } catch (RuntimeException failed) {
                LOG.finishFailed(batch.size(), attempt, failed);
                if (SqlRefusal.in(failed)) {
                    refused(incarnation, batch, failed);
                    return;
                }
                if (!lease.held()) {
                    giveUp(batch, failed);
                    return;
                }
                LockSupport.parkNanos(pause.toNanos());
                pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
            }
        }
    }

    /** One outcome that the store refuses must not keep the others from being written. */
    private void refused(UUID incarnation, List<EndedAttempt> batch, RuntimeException cause) {
        EndedAttempt first = batch.get(0);
        if (batch.size() > 1) {
            int half = batch.size() / 2;
            write(incarnation, batch.subList(0, half));
            write(incarnation, batch.subList(half, batch.size()));
        } else if (first.ending() instanceof Finished.Failed) {
            giveUp(batch, cause);
        } else {
            Finished.Error error = FailureText.error("The store refused the outcome", cause);
            write(incarnation, List.of(first.with(new Finished.Failed(Kind.FAILED, error, Duration.ZERO, true))));
        }
    }

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
