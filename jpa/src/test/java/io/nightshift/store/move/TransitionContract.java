package io.nightshift.store.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobState;
import io.nightshift.store.AJob;
import io.nightshift.store.Places;
import io.nightshift.store.TestDatabase;
import io.nightshift.store.node.JdbcNodeStore;
import io.nightshift.store.port.ChunkMove;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.Transition;
import io.nightshift.store.port.Transition.Move;
import io.nightshift.store.sql.OwnTransactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What jobs do and what the table of legal steps says are the same: no step that is not there, none there that never comes. */
abstract class TransitionContract {

    private static final int MOST_MOVES = 8_000;
    private static final List<JobState> ENDED =
            List.of(JobState.SUCCEEDED, JobState.DEAD, JobState.CANCELLED, JobState.EXPIRED);

    private final TestDatabase database;
    private final JobStore store;
    private final RandomMoves jobs;
    private final UUID node = UUID.randomUUID();
    private final List<Claimed> claims = new ArrayList<>();
    private final Random random = new Random(20261129);

    TransitionContract(TestDatabase database) {
        this.database = database;
        OwnTransactor transactor = new OwnTransactor(database.source());
        this.store = new JdbcJobStore(transactor, database.moves(), AJob.IDS);
        this.jobs = new RandomMoves(database, transactor, store, node, 60_000);
    }

    @BeforeEach
    void startEmpty() {
        database.empty();
        new JdbcNodeStore(new OwnTransactor(database.source()))
                .register(node, "one", "0", 16, RandomMoves.TYPES, Duration.ofHours(1));
    }

    @Test
    void jobsTakeAllLegalStepsAndNoOthers() {
        Places places = new Places(database);
        Set<Step> legal = new HashSet<>();
        Transition.ALL.forEach(one -> one.moves().forEach(move -> legal.add(new Step(move, one.from(), one.to()))));
        Set<Step> missing = new HashSet<>(legal);

        Map<UUID, JobState> before = places.states();
        for (int i = 0; i < MOST_MOVES && !missing.isEmpty(); i++) {
            Move move = next();
            Map<UUID, JobState> after = places.states();
            Set<Step> steps = steps(move, before, after);
            assertThat(legal).as("after move " + i + ", a " + move).containsAll(steps);
            missing.removeAll(steps);
            before = after;
        }

        assertThat(missing).as("steps that never came").isEmpty();
    }

    private Move next() {
        switch (random.nextInt(14)) {
            case 0 -> jobs.seed(random);
            case 1 -> jobs.submit(random, 5, true);
            case 2, 3, 4 -> {
                Claimed claimed = jobs.claim(random.nextInt(4) == 0 ? UUID.randomUUID() : node, random);
                if (claimed != null) {
                    claims.add(claimed);
                }
                return Move.CLAIM;
            }
            case 5, 6 -> {
                jobs.end(aClaim(), random);
                return Move.FINISH;
            }
            case 7 -> {
                jobs.release(aClaim());
                return Move.RELEASE;
            }
            case 8 -> {
                if (random.nextBoolean()) {
                    jobs.any(random, 3).forEach(id -> store.cancel(id, "ann"));
                } else {
                    jobs.chunk(random, new ChunkMove.Cancel());
                }
                return Move.CANCEL;
            }
            case 9 -> {
                if (random.nextBoolean()) {
                    jobs.any(random, 5).forEach(id -> store.retry(id, "ann"));
                } else {
                    jobs.chunk(random, new ChunkMove.Retry("ann"));
                }
                return Move.RETRY;
            }
            case 10, 11, 12 -> {
                return duty();
            }
            default -> {
                jobs.hurry();
                store.promote(10);
                return Move.PROMOTE;
            }
        }
        return Move.SUBMIT;
    }

    private Move duty() {
        switch (random.nextInt(5)) {
            case 0 -> store.rescue(10, 1);
            case 1, 2 -> {
                store.prune(Set.of(ENDED.get(random.nextInt(4))), Duration.ZERO, 30);
                return Move.PRUNE;
            }
            default -> {
                jobs.endLimits();
                store.expire(10);
                return Move.EXPIRE;
            }
        }
        return Move.RESCUE;
    }

    private @Nullable Claimed aClaim() {
        return claims.isEmpty() ? null : claims.remove(random.nextInt(claims.size()));
    }

    private static Set<Step> steps(Move move, Map<UUID, JobState> before, Map<UUID, JobState> after) {
        Set<UUID> jobs = new HashSet<>(before.keySet());
        jobs.addAll(after.keySet());
        Set<Step> steps = new HashSet<>();
        for (UUID job : jobs) {
            JobState from = before.get(job);
            JobState to = after.get(job);
            // Of jobs of one call a later one may replace an earlier one: two steps at once, each legal.
            boolean replacedAtOnce = from == null && to == JobState.CANCELLED;
            if (from != to && !replacedAtOnce) {
                steps.add(new Step(cause(move, from, to), from, to));
            }
        }
        return steps;
    }

    /** Whatever gives a key free lets the next one through, and a submission may replace what waits. */
    private static Move cause(Move move, @Nullable JobState from, @Nullable JobState to) {
        if (from == JobState.BLOCKED && to == JobState.READY) {
            return Move.ADMIT;
        }
        return move == Move.SUBMIT && to == JobState.CANCELLED ? Move.REPLACE : move;
    }

    private record Step(
            Move move, @Nullable JobState from, @Nullable JobState to) {

        @Override
        public String toString() {
            return move.name().toLowerCase(Locale.ROOT) + " " + from + " -> " + to;
        }
    }
}
