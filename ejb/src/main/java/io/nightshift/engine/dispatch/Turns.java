package io.nightshift.engine.dispatch;

import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Claimed.Cursor;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.Turn;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is among the tenants of a queue, and how far each has come in its order.
 *
 * <p>Remembers those that may have ready jobs, in a line. Jobs without a tenant are one of them and the only one that is
 * asked unseen; the names of the others come with new jobs of this node, or are looked for: when nobody is left in the line,
 * and every so often while somebody is. Jobs may arrive on any thread, the rest is for one.
 */
final class Turns {

    private static final long CURSOR_NANOS = Duration.ofMillis(250).toNanos();

    /** How many names are looked for at once. */
    static final int NAMES = 1_000;

    private final Map<String, Place> places = new HashMap<>();
    private final Deque<Place> line = new ArrayDeque<>();
    private List<Place> asked = List.of();
    /** Whether there may be tenants that nobody has named. */
    private boolean unseen;
    /** Whether that was said after the look at all names that is going on had begun. */
    private boolean unseenAgain;

    private String seenTo = Turn.NOBODY;
    private long seen;
    private boolean rested = true;

    /** Where a tenant stands. */
    private static final class Place {

        private final String tenant;
        private boolean waits;
        private @Nullable Cursor cursor;
        private long since;
        private @Nullable Cursor askedAfter;
        /** The first in order of the jobs that arrived after it was asked. */
        private @Nullable Cursor news;

        Place(String tenant) {
            this.tenant = tenant;
        }
    }

    /** Somebody may have jobs here. */
    synchronized void look() {
        join(Turn.NOBODY);
        unseen = true;
        unseenAgain = true;
    }

    /** New jobs lie in the queue, perhaps before the places it has come to. */
    synchronized void arrived(List<NewJob> jobs) {
        Place place = null;
        for (NewJob job : jobs) {
            String tenant = job.tenant() == null ? Turn.NOBODY : job.tenant();
            if (place == null || !place.tenant.equals(tenant)) {
                place = join(tenant);
            }
            if (place.cursor != null && below(job, place.cursor)) {
                place.cursor = null;
            }
            if (place.news == null || below(job, place.news)) {
                place.news = new Cursor(job.priority(), job.id());
            }
        }
    }

    /** Jobs went back to the queue. */
    synchronized void rewind() {
        places.values().forEach(place -> place.cursor = null);
    }

    /** Whether nobody is worth asking. */
    synchronized boolean idle() {
        return line.isEmpty() && !unseen;
    }

    /** Whether to look for names before the next are asked. */
    synchronized boolean wantsNames(long now) {
        if (rested) {
            rested = false;
            seen = now;
        }
        return line.isEmpty() ? unseen : now - seen > CURSOR_NANOS;
    }

    /** Behind which name to look. The jobs without a tenant are asked unseen: before them may lie thousands of dead entries. */
    synchronized String seenTo() {
        unseenAgain &= !seenTo.equals(Turn.NOBODY);
        return seenTo;
    }

    /** The next names, up to {@link #NAMES}; they are looked for in parts, so that no look takes long. */
    synchronized void found(List<String> names, long now) {
        places.values().removeIf(place -> !place.waits && now - place.since > CURSOR_NANOS);
        if (!line.isEmpty()) {
            join(Turn.NOBODY);
        }
        names.forEach(this::join);
        seen = now;
        boolean all = names.size() < NAMES;
        unseen = !all || unseenAgain;
        seenTo = all ? Turn.NOBODY : names.get(NAMES - 1);
    }

    /** The first in the line, and how far they have come. */
    synchronized List<Turn> first(int most) {
        return line.stream()
                .limit(most)
                .map(place -> new Turn(place.tenant, place.cursor))
                .toList();
    }

    /** Whom to ask for so many jobs. */
    synchronized List<Turn> next(int limit, long now) {
        asked = new ArrayList<>(Math.min(limit, line.size()));
        List<Turn> turns = new ArrayList<>();
        for (Place place : line) {
            if (turns.size() == limit) {
                break;
            }
            if (now - place.since > CURSOR_NANOS) {
                place.cursor = null;
            }
            place.askedAfter = place.cursor;
            place.news = null;
            asked.add(place);
            turns.add(new Turn(place.tenant, place.cursor));
        }
        return turns;
    }

    /**
     * What came of it: those who have given go to the end of the line, those who had nothing more leave it.
     *
     * @param cut whether something else than the tenants' jobs came to its end: then those behind the last who gave were
     *     not asked, and he himself may have more
     */
    synchronized void took(@Nullable Claimed claimed, boolean cut, long now) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Cursor> last = new HashMap<>();
        if (claimed != null) {
            for (Claimed.Job job : claimed.jobs()) {
                counts.merge(job.tenant(), 1, Integer::sum);
                last.put(job.tenant(), job.place());
            }
        }
        int end = asked.size() - 1;
        while (cut && end >= 0 && !counts.containsKey(asked.get(end).tenant)) {
            end--;
        }
        for (int i = 0; i <= end; i++) {
            Place place = asked.get(i);
            int count = counts.getOrDefault(place.tenant, 0);
            boolean more = claimed != null && count >= claimed.each() || cut && i == end;
            line.removeFirst();
            if (!advance(place, last.get(place.tenant), more, now)) {
                place.waits = false;
                continue;
            }
            line.addLast(place);
        }
        asked = List.of();
        rested = line.isEmpty() && !unseen;
    }

    /** Whether it is worth asking again. */
    private static boolean advance(Place place, @Nullable Cursor to, boolean more, long now) {
        Cursor news = place.news;
        if (to != null) {
            if (place.askedAfter == null) {
                place.since = now;
            }
            place.cursor = news != null && below(news, to) ? null : to;
            return more || news != null;
        }
        // Above a cursor there was nothing: perhaps there is below.
        place.cursor = null;
        return more || news != null || place.askedAfter != null;
    }

    private Place join(String tenant) {
        Place place = places.computeIfAbsent(tenant, Place::new);
        if (!place.waits) {
            place.waits = true;
            line.addLast(place);
        }
        return place;
    }

    private static boolean below(NewJob job, Cursor at) {
        return job.priority() < at.priority()
                || (job.priority() == at.priority() && job.id().compareTo(at.id()) < 0);
    }

    private static boolean below(Cursor one, Cursor at) {
        return one.priority() < at.priority()
                || (one.priority() == at.priority() && one.id().compareTo(at.id()) < 0);
    }
}
