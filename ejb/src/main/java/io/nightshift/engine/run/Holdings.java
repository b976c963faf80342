package io.nightshift.engine.run;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.api.job.JobId;
import io.nightshift.engine.outcome.StopReason;
import io.nightshift.store.port.JobStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * All jobs that this node holds, from the claim until the outcome is written. What the store says this node holds and
 * what lies here are compared at each heartbeat.
 */
public final class Holdings {

    private final Map<JobId, Run> runs = new ConcurrentHashMap<>(4_096);
    /** How many jobs of each claim it still holds. */
    private final Map<UUID, Integer> claims = new ConcurrentHashMap<>();

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger leaked = new AtomicInteger();
    private final JobStore jobs;

    /** Gives back through this store. */
    public Holdings(JobStore jobs) {
        this.jobs = jobs;
    }

    /** Adds a job that was just claimed. */
    public void add(Run run) {
        runs.put(run.job().id(), run);
        claims.merge(run.claimId(), 1, Integer::sum);
    }

    /** Forgets a job whose outcome is written, or is no longer this node's to write. */
    public void remove(Run run) {
        if (runs.remove(run.job().id(), run)) {
            claims.computeIfPresent(run.claimId(), (claim, left) -> left == 1 ? null : left - 1);
        }
    }

    /** How many jobs of a claim it still holds. */
    public int ofClaim(UUID claim) {
        return claims.getOrDefault(claim, 0);
    }

    /** The job, if this node holds it. */
    public @Nullable Run find(JobId id) {
        return runs.get(id);
    }

    /** A view of all; safe to walk while it changes. */
    public Collection<Run> all() {
        return runs.values();
    }

    /** How many it holds. */
    public int size() {
        return runs.size();
    }

    /** How many handlers run. */
    public int running() {
        return running.get();
    }

    /** How many threads are lost to handlers that ignore their interrupt. */
    public int leaked() {
        return leaked.get();
    }

    /** Whether no job waits to start and no handler runs; outcomes may be on their way to the store. */
    public boolean idle() {
        return runs.values().stream().allMatch(Run::ended);
    }

    void runningChanged(int by) {
        running.addAndGet(by);
    }

    int leakedChanged(int by) {
        return leaked.addAndGet(by);
    }

    /**
     * Gives back jobs that did not start or that stopped for this node's sake: no attempt is spent. If the store cannot be
     * reached they are forgotten here all the same, and the next comparison with the store gives them back.
     */
    public void giveBack(Collection<Run> back) {
        Map<UUID, List<Run>> byClaim = new LinkedHashMap<>();
        back.forEach(run ->
                byClaim.computeIfAbsent(run.claimId(), id -> new ArrayList<>()).add(run));
        byClaim.forEach((claim, ofClaim) -> {
            Run first = ofClaim.get(0);
            List<JobId> ids = ofClaim.stream().map(run -> run.job().id()).toList();
            try {
                int unused = jobs.release(first.incarnation(), claim, ids);
            } catch (RuntimeException | Error unreachable) {
                LOG.releaseFailed(first.job().queue(), ids.size(), unreachable);
            }
            ofClaim.forEach(this::remove);
        });
    }

    /** Gives back those that did not start yet, of the given ones. */
    public void giveBackUnstarted(Collection<Run> candidates) {
        giveBack(candidates.stream().filter(Run::drop).toList());
    }

    /**
     * The store no longer counts these as this node's: those that wait are forgotten, those that run are told to stop.
     *
     * @return how many were told to stop
     */
    public int lost(Collection<Run> gone) {
        int told = 0;
        for (Run run : gone) {
            if (run.drop()) {
                remove(run);
            } else if (run.running() && run.stop(StopReason.LOST, true)) {
                told++;
            }
        }
        return told;
    }
}
