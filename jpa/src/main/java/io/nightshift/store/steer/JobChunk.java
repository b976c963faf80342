package io.nightshift.store.steer;

import io.nightshift.api.bulk.BulkReply;
import io.nightshift.api.job.JobId;
import io.nightshift.store.duty.Deadlines;
import io.nightshift.store.duty.Removal;
import io.nightshift.store.key.Gates;
import io.nightshift.store.key.PendingKeys;
import io.nightshift.store.port.ChunkMove;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
        try (PreparedStatement keep = connection.prepareStatement("""
                insert into outcome_history (job_id, attempt, state, started_at, finished_at, node, reason, retried_by, retried_at)
                select job_id, attempt, state, started_at, finished_at, node, reason, ?, current_timestamp
                from outcome where job_id = any(?)""")) {
            keep.setString(1, Values.fit(by, 200));
            Values.uuids(keep, 2, retried);
            keep.executeUpdate();
        }
        Rows.execute(connection, """
                insert into ready (queue, tenant, priority, job_id, attempt, type)
                select j.queue, coalesce(j.tenant, ''), j.priority, j.id, o.attempt + 1, j.type from job j join outcome o on o.job_id = j.id
                where j.id = any(?) and j.gate is null""", retried);
        Rows.execute(connection, """
                insert into blocked (job_id, queue, attempt, gate, place)
                select id, queue, attempt, gate, nextval('gate_place')
                from (select j.id, j.queue, o.attempt + 1 as attempt, j.gate from job j join outcome o on o.job_id = j.id
                  where j.id = any(?) and j.gate is not null order by j.id) k""", retried);
        for (String table : List.of("outcome", "expiry")) {
            Rows.execute(connection, "delete from " + table + " where job_id = any(?)", retried);
        }
        for (UUID job : limited(connection, retried)) {
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

    private static List<UUID> limited(Connection connection, List<UUID> jobs) throws SQLException {
        List<UUID> limited = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select id from job where id = any(?) and time_limit_ms is not null")) {
            Values.uuids(select, 1, jobs);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    limited.add(row.getObject(1, UUID.class));
                }
            }
        }
        return limited;
    }

    private static SortedSet<String> uniqueKeys(Connection connection, List<UUID> jobs) throws SQLException {
        SortedSet<String> keys = new TreeSet<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select unique_key from job where id = any(?) and unique_key is not null")) {
            Values.uuids(select, 1, jobs);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.add(row.getString(1));
                }
            }
        }
        return keys;
    }

    private static Set<String> queuesOf(Connection connection, List<UUID> jobs) throws SQLException {
        Set<String> queues = new HashSet<>();
        try (PreparedStatement select =
                connection.prepareStatement("select distinct queue from job where id = any(?)")) {
            Values.uuids(select, 1, jobs);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    queues.add(row.getString(1));
                }
            }
        }
        return queues;
    }

    /** What is known of those that were not moved; those that do not exist are left out. */
    private static Map<UUID, Standing> standings(Connection connection, List<UUID> jobs) throws SQLException {
        Map<UUID, Standing> standings = new LinkedHashMap<>();
        if (jobs.isEmpty()) {
            return standings;
        }
        try (PreparedStatement select = connection.prepareStatement("""
                select j.id, o.state, s.job_id is not null or b.job_id is not null or r.job_id is not null
                from job j
                left join outcome o on o.job_id = j.id
                left join scheduled s on s.job_id = j.id
                left join blocked b on b.job_id = j.id
                left join ready r on r.queue = j.queue and r.tenant = coalesce(j.tenant, '') and r.priority = j.priority
                  and r.job_id = j.id
                where j.id = any(?)""")) {
            Values.uuids(select, 1, jobs);
            try (ResultSet row = select.executeQuery()) {
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
