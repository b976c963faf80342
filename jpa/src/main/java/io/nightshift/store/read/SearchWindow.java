package io.nightshift.store.read;

import io.nightshift.api.job.JobId;
import io.nightshift.store.id.TimeId;
import io.nightshift.store.port.JobSearch;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The part of all job ids that is still to be searched; both ends are outside of it.
 *
 * @param low below its lowest id
 * @param high above its highest id
 * @param newestFirst which end the search starts from
 */
record SearchWindow(UUID low, UUID high, boolean newestFirst) {

    private static final UUID LOWEST = new UUID(0, 0);
    private static final UUID HIGHEST = new UUID(-1, -1);

    static SearchWindow of(JobSearch.Query query) {
        SearchWindow all = submitted(query, !query.backwards());
        JobId cursor = query.cursor();
        return cursor == null ? all : all.behind(cursor.value());
    }

    /** Oldest first, behind one job and before another, whatever the query's own cursor. */
    static SearchWindow between(JobSearch.Query query, @Nullable JobId after, @Nullable JobId before) {
        SearchWindow all = submitted(query, false);
        SearchWindow left = after == null ? all : all.behind(after.value());
        return before == null || less(left.high(), before.value())
                ? left
                : new SearchWindow(left.low(), before.value(), false);
    }

    private static SearchWindow submitted(JobSearch.Query query, boolean newestFirst) {
        UUID low = LOWEST;
        UUID high = HIGHEST;
        Instant from = query.submittedFrom();
        if (from != null && !TimeId.lowest(from).equals(LOWEST)) {
            low = TimeId.before(TimeId.lowest(from));
        }
        Instant before = query.submittedBefore();
        if (before != null) {
            high = TimeId.lowest(before);
        }
        return new SearchWindow(low, high, newestFirst);
    }

    /** What is left once everything up to this id has been searched. */
    SearchWindow behind(UUID id) {
        return newestFirst
                ? new SearchWindow(low, less(id, high) ? id : high, true)
                : new SearchWindow(less(low, id) ? id : low, high, false);
    }

    /** The part up to this id and with it. */
    SearchWindow upTo(UUID id) {
        return newestFirst
                ? new SearchWindow(TimeId.before(id), high, true)
                : new SearchWindow(low, TimeId.after(id), false);
    }

    private static boolean less(UUID one, UUID other) {
        return new JobId(one).compareTo(new JobId(other)) < 0;
    }

    String order() {
        return newestFirst ? "desc" : "asc";
    }

    String oppositeOrder() {
        return newestFirst ? "asc" : "desc";
    }
}
