package io.nightshift.store.steer;

import io.nightshift.api.bulk.BulkReply;
import io.nightshift.api.job.JobId;
import io.nightshift.store.duty.Deadlines;
import io.nightshift.store.duty.Removal;
import io.nightshift.store.key.Gates;
import io.nightshift.store.key.PendingKeys;
import io.nightshift.store.port.ChunkMove;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves many jobs in the transaction of a given connection, each for itself: one that has moved on, or that somebody else
 * has locked, is passed by and says so.
 *
 * <p>No row of a place, outcome or claim is ever waited for, and gates are left to whoever settles them after the commit.
 */
public final class JobChunk {

    /** What is locked at one moment has mostly moved on at the next. */
    private static final int ROUNDS = 3;

    private static final SqlFile FILE = SqlFile.of(JobChunk.class);
    private static final Sql KEEP = FILE.statement("keep", "who", "jobs");
    private static final Sql READY = FILE.statement("ready", "jobs");
    private static final Sql BLOCK = FILE.statement("block", "jobs");
    private static final Sql FORGET_OUTCOMES = FILE.statement("forget-outcomes", "jobs");
    private static final Sql FORGET_DEADLINES = FILE.statement("forget-deadlines", "jobs");
    private static final Sql WITH_TIME_LIMIT = FILE.statement("with-time-limit", "jobs");
    private static final Sql UNIQUE_KEYS = FILE.statement("unique-keys", "jobs");
    private static final Sql QUEUES = FILE.statement("queues", "jobs");
    private static final Sql STANDINGS = FILE.statement("standings", "jobs");

    private final ChunkRows rows;

    /** Uses a database. */
    public JobChunk(ChunkRows rows) {
        this.rows = rows;
    }

    /**
     * What came of a chunk.
     *
     * @param replies of each job, in the order in which they were given
     * @param queues that have got ready jobs
     * @param gates to be settled after the commit
     */
    public record Moved(Map<JobId, BulkReply> replies, Set<String> queues, Set<String> gates) {}

    /** Moves jobs. */
    public Moved move(Connection connection, List<JobId> jobs, ChunkMove move) throws SQLException {
        Map<UUID, BulkReply> replies = new LinkedHashMap<>();
        jobs.forEach(job -> replies.put(job.value(), BulkReply.BUSY));
        List<UUID> left = List.copyOf(replies.keySet());
        prepare(connection, left, move);
        for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            round(connection, left, move, replies);
            left = left.stream()
                    .filter(job -> replies.get(job) == BulkReply.BUSY)
                    .toList();
        }
        Map<JobId, BulkReply> answer = new LinkedHashMap<>();
        List<UUID> done = new ArrayList<>();
        replies.forEach((job, reply) -> {
            answer.put(new JobId(job), reply);
            if (reply == BulkReply.DONE) {
                done.add(job);
            }
        });
        // A removed job held no key. One that was given another place was locked, and may have been passed by.
        Set<String> gates = Gates.of(connection, done);
        return new Moved(answer, conclude(connection, done, move), gates);
    }

    /** Whatever is waited for is locked once and for all jobs, or the rounds would take the locks out of their order. */
    private static void prepare(Connection connection, List<UUID> jobs, ChunkMove move) throws SQLException {
        if (move instanceof ChunkMove.Place) {
            SortedSet<String> unique = uniqueKeys(connection, jobs);
            if (!unique.isEmpty()) {
                PendingKeys.locked(connection, unique);
            }
        }
        if (move instanceof ChunkMove.Place || move instanceof ChunkMove.Cancel) {
            Deadlines.lock(connection, jobs);
        }
    }

    /** Answers the queues that have got ready jobs. */
    private static Set<String> conclude(Connection connection, List<UUID> done, ChunkMove move) throws SQLException {
        if (move instanceof ChunkMove.Retry retry) {
            retry(connection, done, retry.by());
            return queuesOf(connection, done);
        }
        if (move instanceof ChunkMove.Delete) {
            Removal.remove(connection, done);
        }
        return move instanceof ChunkMove.Place ? queuesOf(connection, done) : new HashSet<>();
    }

    /** Moves what is free, or locks it if it is moved in the end. */
    private void round(Connection connection, List<UUID> jobs, ChunkMove move, Map<UUID, BulkReply> replies)
            throws SQLException {
        List<UUID> done;
        if (move instanceof ChunkMove.Cancel) {
            done = rows.cancel(connection, jobs);
        } else if (move instanceof ChunkMove.Place place) {
            done = rows.place(connection, jobs, place);
        } else {
            Map<UUID, String> ended = rows.lockEnded(connection, jobs);
            if (move instanceof ChunkMove.Retry) {
                ended.values().removeIf("SUCCEEDED"::equals);
            }
            done = List.copyOf(ended.keySet());
        }
        done.forEach(job -> replies.put(job, BulkReply.DONE));
        List<UUID> rest = without(jobs, done);
        if (move instanceof ChunkMove.Cancel) {
            for (CancelRequests.Held held : rows.lockClaims(connection, rest)) {
                CancelRequests.add(connection, held.claim(), held.cancels(), held.jobs());
                held.jobs().forEach(job -> replies.put(job, BulkReply.REQUESTED));
                rest = without(rest, held.jobs());
            }
        }
        Map<UUID, Standing> standings = standings(connection, rest);
        rest.forEach(job -> replies.put(job, refusal(move, standings.get(job))));
    }

    private static void retry(Connection connection, List<UUID> retried, String by) throws SQLException {
        if (retried.isEmpty()) {
            return;
        }
        Deadlines.lock(connection, retried);
        KEEP.update(connection, keep -> keep.text("who", Values.fit(by, 200)).uuids("jobs", retried));
        for (Sql move : List.of(READY, BLOCK, FORGET_OUTCOMES, FORGET_DEADLINES)) {
            Rows.execute(connection, move, retried);
        }
        for (UUID job : Rows.ids(connection, WITH_TIME_LIMIT, retried)) {
            Retry.limitAnew(connection, job);
        }
    }

    private static BulkReply refusal(ChunkMove move, @Nullable Standing standing) {
        if (standing == null) {
            return BulkReply.GONE;
        }
        String ended = standing.ended();
        if (move instanceof ChunkMove.Retry) {
            return ended == null
                    ? BulkReply.NOT_ENDED
                    : ended.equals("SUCCEEDED") ? BulkReply.SUCCEEDED : BulkReply.BUSY;
        }
        if (move instanceof ChunkMove.Delete) {
            return ended == null ? BulkReply.NOT_ENDED : BulkReply.BUSY;
        }
        if (ended != null) {
            return BulkReply.ENDED;
        }
        return move instanceof ChunkMove.Place && !standing.waits() ? BulkReply.RUNNING : BulkReply.BUSY;
    }

    private static SortedSet<String> uniqueKeys(Connection connection, List<UUID> jobs) throws SQLException {
        return new TreeSet<>(
                UNIQUE_KEYS.list(connection, select -> select.uuids("jobs", jobs), row -> row.getString(1)));
    }

    private static Set<String> queuesOf(Connection connection, List<UUID> jobs) throws SQLException {
        return new HashSet<>(QUEUES.list(connection, select -> select.uuids("jobs", jobs), row -> row.getString(1)));
    }

    /** What is known of those that were not moved; those that do not exist are left out. */
    private static Map<UUID, Standing> standings(Connection connection, List<UUID> jobs) throws SQLException {
        Map<UUID, Standing> standings = new LinkedHashMap<>();
        if (jobs.isEmpty()) {
            return standings;
        }
        try (Bound select = STANDINGS.on(connection)) {
            select.uuids("jobs", jobs);
            try (ResultSet row = select.query()) {
                while (row.next()) {
                    standings.put(row.getObject(1, UUID.class), new Standing(row.getString(2), row.getBoolean(3)));
                }
            }
        }
        return standings;
    }

    private static List<UUID> without(List<UUID> jobs, Collection<UUID> some) {
        Set<UUID> gone = new HashSet<>(some);
        return jobs.stream().filter(job -> !gone.contains(job)).toList();
    }

    /**
     * A job that was not moved.
     *
     * @param ended the state in which it ended; null if it has not
     * @param waits whether it lies in a place of its own; it runs if it neither waits nor has ended
     */
    private record Standing(@Nullable String ended, boolean waits) {}
}
