package io.nightshift.engine.dispatch;

import io.nightshift.engine.config.EngineConfig;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Claimed.Cursor;
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
 * The jobs that waited too long because better priorities went before them: a share of all that is taken is theirs, so that
 * urgent jobs go first and nobody starves. Which they are is looked up now and then, and only while there is a backlog.
 */
final class Overtaken {

    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    /** How many tenants one look is about. */
    static final int TENANTS = 100;

    private final EngineConfig.Ageing ageing;
    private Deque<Turn> turns = new ArrayDeque<>();
    /** How many jobs they have not got yet, in hundredths. */
    private long owed;

    private boolean backlog;
    private long looked;

    Overtaken(EngineConfig.Ageing ageing) {
        this.ageing = ageing;
    }

    /** There is no backlog: everybody is served. */
    void none() {
        turns.clear();
        owed = 0;
        backlog = false;
    }

    /** Whether it is time to look; the first time when a backlog has lasted. */
    boolean wantsLook(long now) {
        if (!backlog) {
            backlog = true;
            looked = now;
        }
        return ageing.share() > 0 && now - looked >= LOOK_NANOS;
    }

    /** What the look has found. */
    void found(List<Turn> overtaken, long now) {
        turns = new ArrayDeque<>(overtaken);
        looked = now;
    }

    /** How many of at most so many jobs are due to them now. */
    int due(int limit) {
        return turns.isEmpty() ? 0 : (int) Math.min(limit, owed / 100);
    }

    /** Whom to ask for so many. */
    List<Turn> next(int limit) {
        return turns.stream().limit(limit).toList();
    }

    /** What those have given that were asked: who has no more is left alone until the next look. */
    void took(@Nullable Claimed claimed, List<Turn> asked) {
        Map<String, Cursor> last = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        List<Claimed.Job> jobs = claimed == null ? List.of() : new ArrayList<>(claimed.jobs());
        for (Claimed.Job job : jobs) {
            counts.merge(job.tenant(), 1, Integer::sum);
            last.put(job.tenant(), job.place());
        }
        for (Turn turn : asked) {
            turns.removeFirst();
            Cursor to = last.get(turn.tenant());
            if (to != null && claimed != null && counts.getOrDefault(turn.tenant(), 0) >= claimed.each()) {
                turns.addLast(new Turn(turn.tenant(), to));
            }
        }
        owed -= 100L * jobs.size();
        taken(jobs.size());
    }

    /** So many jobs were taken, whoever's. */
    void taken(int jobs) {
        if (!turns.isEmpty()) {
            owed += (long) jobs * ageing.share();
        } else {
            owed = 0;
        }
    }
}
