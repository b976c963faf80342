package io.nightshift.store.job;

import io.nightshift.api.job.JobId;
import io.nightshift.store.id.TimeId;
import java.time.Instant;
import java.util.UUID;

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
        SearchWindow all = new SearchWindow(low, high, !query.backwards());
        JobId cursor = query.cursor();
        return cursor == null ? all : all.behind(cursor.value());
    }

    /** What is left once everything up to this id has been searched. */
    SearchWindow behind(UUID id) {
        return newestFirst
                ? new SearchWindow(low, less(id, high) ? id : high, true)
                : new SearchWindow(less(low, id) ? id : low, high, false);
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
