package io.nightshift.store.postgres;

import io.nightshift.store.claim.Claim;
import io.nightshift.store.claim.ClaimedRow;
import io.nightshift.store.claim.TenantHeads;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Turn;
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
 * One statement. Its commit alone is asynchronous: a claim that a crash loses leaves its jobs ready, and whoever ran
 * them meanwhile is fenced.
 */
final class PgClaim implements Claim {

    private static final String SQL = """
            with r as (
              delete from ready
              where ctid = any(array(select ready_head(?, ?, ?, ?::smallint, ?, ?))) and %f
              returning priority, job_id, attempt),
            c as (
              insert into claim (id, incarnation, queue, job_ids, attempts, taken_at)
              select ?, ?, ?, array_agg(job_id), array_agg(attempt), statement_timestamp() from r
              having count(*) > 0 and set_config('synchronous_commit', 'off', true) is not null)
            select %s from r join job j on j.id = r.job_id order by r.priority, r.job_id""".replace("%s", ClaimedRow.COLUMNS).replace("%f", PgPlan.FRESH);

    private static final String OF_TYPE = ofType(SQL);

    /** Of several tenants; jobs without one are left to {@link #SQL} as long as nobody names any. */
    private static final String IN_TURNS = SQL.replace(
                    "ready_head(?, ?, ?, ?::smallint, ?, ?)",
                    "ready_turns(?, ?, ?::varchar[], ?::smallint[], ?::uuid[], ?, ?)")
            .replace("returning priority", "returning tenant, priority")
            .replace(ClaimedRow.COLUMNS, ClaimedRow.COLUMNS + ", r.tenant");

    private static final String IN_TURNS_OF_TYPE = ofType(IN_TURNS);

    private final JobIds ids;

    PgClaim(JobIds ids) {
        this.ids = ids;
    }

    private static String ofType(String sql) {
        return sql.replace("queue, job_ids", "queue, type, job_ids")
                .replace("select ?, ?, ?, array", "select ?, ?, ?, ?, array");
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
        UUID id = ids.nextUuid();
        boolean alone = turns.size() == 1;
        int each = Claim.each(limit, turns);
        String sql = alone ? (type == null ? SQL : OF_TYPE) : (type == null ? IN_TURNS : IN_TURNS_OF_TYPE);
        List<Claimed.Job> jobs = new ArrayList<>();
        try (PreparedStatement claim = connection.prepareStatement(sql)) {
            int at = 1;
            claim.setString(at++, queue);
            Values.texts(claim, at++, types);
            at = alone ? head(claim, at, turns.get(0)) : heads(claim, at, turns, each);
            claim.setInt(at++, limit);
            claim.setObject(at++, id);
            claim.setObject(at++, incarnation);
            claim.setString(at++, queue);
            if (type != null) {
                claim.setString(at, type);
            }
            try (ResultSet answer = claim.executeQuery()) {
                // All rows are here already. The pool's own result set takes a lock for each value that is read.
                ResultSet row = answer.unwrap(ResultSet.class);
                while (row.next()) {
                    String tenant = alone ? turns.get(0).tenant() : row.getString(ClaimedRow.COUNT + 1);
                    jobs.add(ClaimedRow.read(row, queue, tenant));
                }
            }
        }
        return jobs.isEmpty() ? null : new Claimed(id, alone ? jobs : Claim.inTurns(jobs, turns), each);
    }

    /** A transaction's own time stands still while it waits for a lock. */
    @Override
    public Instant now(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select clock_timestamp()");
                ResultSet row = select.executeQuery()) {
            row.next();
            return Values.instantOf(row, 1);
        }
    }

    private static int head(PreparedStatement claim, int from, Turn turn) throws SQLException {
        int at = from;
        claim.setString(at++, turn.tenant());
        claim.setInt(at++, TenantHeads.priority(turn));
        claim.setObject(at++, TenantHeads.job(turn));
        return at;
    }

    private static int heads(PreparedStatement claim, int from, List<Turn> turns, int each) throws SQLException {
        int at = from;
        PgArray.texts(claim, at++, turns, Turn::tenant);
        PgArray.numbers(claim, at++, turns, TenantHeads::priority);
        PgArray.uuids(claim, at++, turns, TenantHeads::job);
        claim.setInt(at++, each);
        return at;
    }
}
