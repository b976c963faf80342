package io.nightshift.store.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobState;
import io.nightshift.store.AJob;
import io.nightshift.store.Places;
import io.nightshift.store.TestDatabase;
import io.nightshift.store.Together;
import io.nightshift.store.node.JdbcNodeStore;
import io.nightshift.store.port.ChunkMove;
import io.nightshift.store.port.JobStore;
import io.nightshift.store.port.StoreException;
import io.nightshift.store.sql.OwnTransactor;
import io.nightshift.store.sql.Transactor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every move against every other, over few jobs and few keys: none waits for one that waits for it. */
class MovesTogetherOnPostgresTest {

    private static final int ROUNDS = 6;
    private static final int THREADS = 4;
    private static final Set<String> TYPES = Set.of("test.noop");
    private static final Set<JobState> ENDED =
            EnumSet.of(JobState.SUCCEEDED, JobState.DEAD, JobState.CANCELLED, JobState.EXPIRED);

    private final TestDatabase database = TestDatabase.postgres();
    private final Strict transactor = new Strict(database.source());
    private final JobStore store = new JdbcJobStore(transactor, database.moves(), AJob.IDS);
    private final UUID node = UUID.randomUUID();
    private final RandomMoves jobs = new RandomMoves(database, transactor, store, node, 40);

    @BeforeEach
    void startEmpty() {
        database.empty();
        new JdbcNodeStore(new OwnTransactor(database.source()))
                .register(node, "one", "0", 16, TYPES, Duration.ofHours(1));
    }

    @Test
    void noTwoMovesDeadlock() {
        Map<String, Move> moves = moves();
        List<String> names = List.copyOf(moves.keySet());
        for (int a = 0; a < names.size(); a++) {
            for (int b = a; b < names.size(); b++) {
                Move one = Objects.requireNonNull(moves.get(names.get(a)));
                Move other = Objects.requireNonNull(moves.get(names.get(b)));
                String pair = names.get(a) + " and " + names.get(b);
                jobs.seed(new Random(a * 31L + b));
                Together.run(THREADS, thread -> {
                    Random random = new Random(thread);
                    for (int round = 0; round < ROUNDS; round++) {
                        try {
                            (thread % 2 == 0 ? one : other).run(random);
                        } catch (StoreException refused) {
                            // The transactor has noted it, and the assertion names the pair.
                            assertThat(transactor.refused).isNotEmpty();
                        }
                    }
                    return true;
                });
                assertThat(transactor.refused).as(pair).isEmpty();
            }
        }
        new Places(database).check();
    }

    private Map<String, Move> moves() {
        Map<String, Move> moves = new LinkedHashMap<>();
        moves.put("submit", random -> jobs.submit(random, random.nextInt(4), false));
        moves.put("submit with keys", random -> jobs.submit(random, 4, false));
        moves.put("replace", random -> jobs.submit(random, 5, true));
        moves.put("keep", random -> jobs.submit(random, 6, true));
        moves.put("finish", random -> jobs.end(jobs.claim(node, random), random));
        moves.put("release", random -> jobs.release(jobs.claim(node, random)));
        moves.put("cancel", random -> jobs.any(random, 3).forEach(id -> store.cancel(id, "ann")));
        moves.put("retry", random -> jobs.any(random, 3).forEach(id -> store.retry(id, "ann")));
        moves.put("promote", random -> {
            jobs.hurry();
            store.promote(10);
        });
        moves.put("expire", random -> store.expire(10));
        moves.put("rescue", random -> {
            jobs.claim(UUID.randomUUID(), random);
            store.rescue(10, 3);
        });
        moves.put("mend", random -> store.mend(50));
        moves.put("prune", random -> store.prune(ENDED, Duration.ZERO, 10));
        moves.put("prune keys", random -> store.pruneKeys(10));
        moves.put("cancel many", random -> jobs.chunk(random, new ChunkMove.Cancel()));
        moves.put("retry many", random -> jobs.chunk(random, new ChunkMove.Retry("ann")));
        moves.put("place many", random -> jobs.chunk(random, new ChunkMove.Place("default", random.nextInt(10))));
        moves.put("remove many", random -> jobs.chunk(random, new ChunkMove.Delete()));
        return moves;
    }

    private interface Move {
        void run(Random random) throws Exception;
    }

    /** Repeats nothing, and notices deadlocks soon. */
    private static final class Strict implements Transactor {

        private final DataSource source;
        private final Queue<String> refused = new ConcurrentLinkedQueue<>();

        Strict(DataSource source) {
            this.source = source;
        }

        @Override
        public <T> T call(String doing, Work<T> work) {
            try (Connection connection = source.getConnection()) {
                return run(doing, connection, work);
            } catch (SQLException e) {
                throw new StoreException(doing, e);
            }
        }

        @Override
        public <T> T transact(String doing, Work<T> work) {
            return call(doing, connection -> {
                connection.setAutoCommit(false);
                boolean done = false;
                try {
                    T answer = work.on(connection);
                    connection.commit();
                    done = true;
                    return answer;
                } finally {
                    if (!done) {
                        connection.rollback();
                    }
                    connection.setAutoCommit(true);
                }
            });
        }

        @Override
        public boolean shortLived() {
            return true;
        }

        private <T> T run(String doing, Connection connection, Work<T> work) throws SQLException {
            try (Statement soon = connection.createStatement()) {
                soon.execute("set deadlock_timeout = '20ms'");
            }
            try {
                return work.on(connection);
            } catch (SQLException e) {
                // A gate that was waited for too long is settled later.
                if (!"55P03".equals(e.getSQLState())) {
                    refused.add(e.getSQLState() + " " + doing + ": " + e.getMessage());
                }
                throw e;
            }
        }
    }
}
