package io.nightshift.store.read;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks the candidates of a plan, in growing steps, until enough of them match, none is left, or the search has had its
 * share of candidates and time.
 */
final class SearchWalk {

    /** Candidates per step: the first answers most searches, the others are small beside the time of a search. */
    private static final int[] STEPS = {1_000, 3_000, 8_000};

    /** Candidates of a walk. */
    private static final int MOST = 100_000;

    private final EntityManager em;
    private final ReadLimits limits;

    SearchWalk(EntityManager em, ReadLimits limits) {
        this.em = em;
        this.limits = limits;
    }

    /** Finds up to {@code limit} matches; begins no further step when it has taken so long. */
    Found run(SearchPlan plan, SearchWindow window, int limit, Duration most) {
        if (plan.unconditional()) {
            return new Found(ids(plan, window, plan.matches(window, limit, limit)), null);
        }
        long start = System.nanoTime();
        List<UUID> matches = new ArrayList<>();
        SearchWindow left = window;
        UUID edge = null;
        int seen = 0;
        for (int i = 0; seen < MOST; i++) {
            if (edge != null && System.nanoTime() - start > most.toNanos()) {
                break;
            }
            int step = STEPS[Math.min(i, STEPS.length - 1)];
            List<UUID> edges = ids(plan, left, plan.edge(left, step));
            if (edges.isEmpty()) {
                return new Found(matches, null);
            }
            edge = edges.get(0);
            SearchWindow next = left.upTo(edge);
            matches.addAll(ids(plan, next, plan.matches(next, step, limit - matches.size())));
            if (matches.size() == limit) {
                return new Found(matches, null);
            }
            left = left.behind(edge);
            seen += step;
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
