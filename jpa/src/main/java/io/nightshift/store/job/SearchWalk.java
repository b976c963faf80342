package io.nightshift.store.job;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks the candidates of a plan, in growing steps, until enough of them match, none is left, or the search has had its
 * share of candidates and time.
 */
final class SearchWalk {

    /** Candidates per step: 100,000 in all. The first answers most searches, the last fit into a statement's time. */
    private static final int[] STEPS = {1_000, 3_000, 8_000, 16_000, 24_000, 24_000, 24_000};

    private final EntityManager em;
    private final ReadLimits limits;

    SearchWalk(EntityManager em, ReadLimits limits) {
        this.em = em;
        this.limits = limits;
    }

    /** Finds up to {@code limit} matches. */
    Found run(SearchPlan plan, SearchWindow window, int limit) {
        if (plan.unconditional()) {
            return new Found(ids(plan, window, plan.matches(window, limit, limit)), null);
        }
        long start = System.nanoTime();
        List<UUID> matches = new ArrayList<>();
        SearchWindow left = window;
        UUID edge = null;
        for (int step : STEPS) {
            if (edge != null && System.nanoTime() - start > limits.search().toNanos()) {
                break;
            }
            matches.addAll(ids(plan, left, plan.matches(left, step, limit - matches.size())));
            if (matches.size() == limit) {
                return new Found(matches, null);
            }
            List<UUID> edges = ids(plan, left, plan.edge(left, step));
            if (edges.isEmpty()) {
                return new Found(matches, null);
            }
            edge = edges.get(0);
            left = left.behind(edge);
        }
        return new Found(matches, edge);
    }

    @SuppressWarnings("unchecked") // The type of a native query's rows is the class it was created with.
    private List<UUID> ids(SearchPlan plan, SearchWindow window, String sql) {
        Query query = limits.of(em.createNativeQuery(sql, UUID.class));
        plan.bind(query, window);
        return query.getResultList();
    }

    /**
     * What a walk found.
     *
     * @param ids matches in the order of the walk
     * @param stoppedAt the last candidate that was looked at, if there may be more behind it; null if there are none or
     *     enough were found
     */
    record Found(List<UUID> ids, @Nullable UUID stoppedAt) {}
}
