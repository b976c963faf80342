package io.nightshift.store.read;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the claims, which hold the running jobs in arrays: a claim is few rows, and each is short-lived. */
final class RunningJobs {

    private final EntityManager em;
    private final ReadLimits limits;

    RunningJobs(EntityManager em, ReadLimits limits) {
        this.em = em;
        this.limits = limits;
    }

    /** The ids of all running jobs. */
    UUID[] all() {
        List<UUID> ids = new ArrayList<>();
        limits.of(em.createQuery("select c.jobIds from ClaimEntity c", UUID[].class))
                .getResultList()
                .forEach(claim -> ids.addAll(List.of(claim)));
        return ids.toArray(UUID[]::new);
    }

    /** Where these jobs run; those that do not are left out. All claims are read unless the database can intersect arrays. */
    Map<UUID, Run> of(Collection<UUID> jobs, boolean intersecting) {
        Map<UUID, Run> runs = new HashMap<>();
        if (jobs.isEmpty()) {
            return runs;
        }
        String overlapping = intersecting ? " where array_intersects(c.jobIds, :jobs)" : "";
        var query = limits.of(em.createQuery(
                "select c.jobIds as ids, c.attempts as attempts, n.name as node from ClaimEntity c"
                        + " left join NodeEntity n on n.incarnation = c.incarnation" + overlapping,
                Tuple.class));
        if (intersecting) {
            query.setParameter("jobs", jobs.toArray(UUID[]::new));
        }
        Set<UUID> wanted = new HashSet<>(jobs);
        for (Tuple claim : query.getResultList()) {
            UUID[] ids = claim.get("ids", UUID[].class);
            Integer[] attempts = claim.get("attempts", Integer[].class);
            String node = claim.get("node", String.class);
            for (int i = 0; i < ids.length; i++) {
                if (wanted.contains(ids[i])) {
                    runs.put(ids[i], new Run(attempts[i], node));
                }
            }
        }
        return runs;
    }

    /**
     * A job's place in a claim.
     *
     * @param attempt that runs
     * @param node name of the node; null if it is not known any more
     */
    record Run(int attempt, @Nullable String node) {}
}
