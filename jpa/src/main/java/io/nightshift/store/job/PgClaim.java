package io.nightshift.store.job;

import io.nightshift.store.dialect.PgPlan;
import io.nightshift.store.dialect.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
              where ctid = any(array(select ready_head(?, ?, ?::smallint, ?, ?))) and %f
              returning priority, job_id, attempt),
            c as (
              insert into claim (id, incarnation, queue, job_ids, attempts, taken_at)
              select ?, ?, ?, array_agg(job_id), array_agg(attempt), statement_timestamp() from r
              having count(*) > 0 and set_config('synchronous_commit', 'off', true) is not null)
            select %s from r join job j on j.id = r.job_id order by r.priority, r.job_id""".replace("%s", ClaimedRow.COLUMNS).replace("%f", PgPlan.FRESH);

    private static final String OF_TYPE = SQL.replace("queue, job_ids", "queue, type, job_ids")
            .replace("select ?, ?, ?, array", "select ?, ?, ?, ?, array");

    private static final UUID LOWEST = new UUID(0, 0);

    private final JobIds ids;

    PgClaim(JobIds ids) {
        this.ids = ids;
    }

    @Override
    public @Nullable Claimed claim(
            Connection connection,
            UUID incarnation,
            String queue,
            Collection<String> types,
            int limit,
            Claimed.@Nullable Cursor after,
            @Nullable String type)
            throws SQLException {
        UUID id = ids.nextUuid();
        List<Claimed.Job> jobs = new ArrayList<>();
        try (PreparedStatement claim = connection.prepareStatement(type == null ? SQL : OF_TYPE)) {
            claim.setString(1, queue);
            Values.texts(claim, 2, types);
            claim.setInt(3, after == null ? -1 : after.priority());
            claim.setObject(4, after == null ? LOWEST : after.id().value());
            claim.setInt(5, limit);
            claim.setObject(6, id);
            claim.setObject(7, incarnation);
            claim.setString(8, queue);
            if (type != null) {
                claim.setString(9, type);
            }
            try (ResultSet answer = claim.executeQuery()) {
                // All rows are here already. The pool's own result set takes a lock for each value that is read.
                ResultSet row = answer.unwrap(ResultSet.class);
                while (row.next()) {
                    jobs.add(ClaimedRow.read(row, queue));
                }
            }
        }
        return jobs.isEmpty() ? null : new Claimed(id, jobs);
    }
}
