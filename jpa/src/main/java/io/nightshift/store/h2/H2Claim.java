package io.nightshift.store.h2;

import io.nightshift.store.claim.Claim;
import io.nightshift.store.claim.ClaimedRow;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Turn;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Candidates without locks, a guarded delete for each, and only what was really deleted is claimed. SKIP LOCKED is no
 * help here: H2 locks every row it has to sort, so that a second claimer would get nothing.
 */
final class H2Claim implements Claim {

    private final JobIds ids;

    H2Claim(JobIds ids) {
        this.ids = ids;
    }

    @Override
    public @Nullable Claimed claim(
            Connection connection,
            UUID incarnation,
            String queue,
            Collection<String> types,
            int limit,
            List<Turn> turns,
            @Nullable String type)
            throws SQLException {
        int each = Claim.each(limit, turns);
        List<Claimed.Job> candidates = new ArrayList<>();
        for (Turn turn : turns) {
            candidates.addAll(candidates(connection, queue, types, Math.min(each, limit - candidates.size()), turn));
        }
        List<Claimed.Job> jobs = Rows.hits(
                connection,
                "delete from ready where queue = ? and tenant = ? and priority = ? and job_id = ?",
                candidates,
                (delete, job) -> {
                    delete.setString(1, queue);
                    delete.setString(2, job.tenant());
                    delete.setInt(3, job.priority());
                    delete.setObject(4, job.id().value());
                });
        if (jobs.isEmpty()) {
            return null;
        }
        UUID id = ids.nextUuid();
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into claim (id, incarnation, queue, job_ids, attempts, type, taken_at)
                values (?, ?, ?, ?, ?, ?, current_timestamp)""")) {
            insert.setObject(1, id);
            insert.setObject(2, incarnation);
            insert.setString(3, queue);
            Values.uuids(insert, 4, jobs.stream().map(job -> job.id().value()).toList());
            Values.array(
                    insert,
                    5,
                    "integer",
                    jobs.stream().map(Claimed.Job::attempt).toArray());
            insert.setString(6, type);
            insert.executeUpdate();
        }
        return new Claimed(id, turns.size() == 1 ? jobs : Claim.inTurns(jobs, turns), each);
    }

    @Override
    public Instant now(Connection connection) throws SQLException {
        return Values.now(connection);
    }

    private static List<Claimed.Job> candidates(
            Connection connection, String queue, Collection<String> types, int limit, Turn turn) throws SQLException {
        Claimed.Cursor after = turn.after();
        String behind = after == null ? "" : "and (r.priority, r.job_id) > (?, ?) ";
        List<Claimed.Job> jobs = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select " + ClaimedRow.COLUMNS
                + " from ready r join job j on j.id = r.job_id where r.queue = ? and r.tenant = ?"
                + " and r.type = any(?) " + behind + "order by r.queue, r.tenant, r.priority, r.job_id limit ?")) {
            int at = 1;
            select.setString(at++, queue);
            select.setString(at++, turn.tenant());
            Values.texts(select, at++, types);
            if (after != null) {
                select.setInt(at++, after.priority());
                select.setObject(at++, after.id().value());
            }
            select.setInt(at, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    jobs.add(ClaimedRow.read(row, queue, turn.tenant()));
                }
            }
        }
        return jobs;
    }
}
