package io.nightshift.engine.dispatch;

import static io.nightshift.engine.log.EngineLog.LOG;

import io.nightshift.api.job.JobId;
import io.nightshift.engine.node.Heartbeat;
import io.nightshift.engine.run.Holdings;
import io.nightshift.engine.run.Run;
import io.nightshift.store.port.JobStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Compares what the store says this node holds with what it knows. After a lost answer either side may know of a job that
 * the other does not: strangers go back to their queue, and runs whose claim is gone are told to stop.
 */
public final class Reconciler implements Heartbeat.Watcher {

    /** Longer than any claim or finish takes, so that what is merely on its way is left alone. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private record Stranger(UUID claim, JobId job) {}

    private final JobStore jobs;
    private final Holdings holdings;
    private final String node;
    private Map<Stranger, Long> strangers = new HashMap<>();

    /** Compares these two. */
    public Reconciler(JobStore jobs, Holdings holdings, String node) {
        this.jobs = jobs;
        this.holdings = holdings;
        this.node = node;
    }

    @Override
    public void renewed(UUID incarnation) {
        long before = System.nanoTime();
        Map<UUID, List<JobId>> stored = jobs.claimsOf(incarnation);
        releaseStrangers(incarnation, stored);
        stopOrphans(incarnation, stored, before);
    }

    @Override
    public int lost(UUID incarnation) {
        strangers.clear();
        return holdings.lost(holdings.all().stream()
                .filter(run -> run.incarnation().equals(incarnation))
                .toList());
    }

    private void releaseStrangers(UUID incarnation, Map<UUID, List<JobId>> stored) {
        long now = System.nanoTime();
        Map<Stranger, Long> seen = new HashMap<>();
        Map<UUID, List<JobId>> release = new HashMap<>();
        stored.forEach((claim, ids) -> {
            for (JobId id : ids) {
                Run run = holdings.find(id);
                if (run != null && run.claimId().equals(claim)) {
                    continue;
                }
                Stranger stranger = new Stranger(claim, id);
                long since = strangers.getOrDefault(stranger, now);
                seen.put(stranger, since);
                if (now - since > PATIENCE.toNanos()) {
                    release.computeIfAbsent(claim, c -> new ArrayList<>()).add(id);
                }
            }
        });
        strangers = seen;
        release.forEach((claim, ids) -> {
            int released = jobs.release(incarnation, claim, ids);
            if (released > 0) {
                LOG.strangersReleased(released, claim);
            }
        });
    }

    private void stopOrphans(UUID incarnation, Map<UUID, List<JobId>> stored, long before) {
        Map<UUID, Set<JobId>> sets = new HashMap<>();
        stored.forEach((claim, ids) -> sets.put(claim, new HashSet<>(ids)));
        for (Run run : holdings.all()) {
            // What was claimed after the question, or has just ended, is rightly not in the answer.
            boolean orphan = run.incarnation().equals(incarnation)
                    && run.heldSince() - before < 0
                    && !sets.getOrDefault(run.claimId(), Set.of())
                            .contains(run.job().id());
            if (orphan && holdings.lost(List.of(run)) > 0) {
                LOG.claimLost(run.job().id(), run.job().attempt(), node);
            }
        }
    }
}
