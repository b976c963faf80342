package io.nightshift.store.postgres;

import io.nightshift.api.job.JobId;
import io.nightshift.store.finish.Release;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One statement. */
final class PgRelease implements Release {

    private static final String CLAIM = """
            with l as materialized (
              select 1 as ix, c.id, c.job_ids, c.attempts, c.cancels from claim c where c.id = ? and c.incarnation = ? for update),
            """;

    private static final String WHOLE = "f as materialized (select l.ix, u.job, u.attempt from l cross join lateral"
            + " unnest(l.job_ids, l.attempts) u(job, attempt)),\n";

    private static final String SOME = "f as materialized (select l.ix, u.job, u.attempt from l cross join lateral"
            + " unnest(l.job_ids, l.attempts) u(job, attempt) where u.job = any(?::uuid[])),\n";

    private static final String BACK = PgHeld.TAKE + """
            d as materialized (
              select m.job, m.attempt, exists (select 1 from l where m.job = any(l.cancels)) as cancelled
              from m where held and wanted),
            r as (
              insert into ready (queue, tenant, priority, job_id, attempt, type)
              select j.queue, coalesce(j.tenant, ''), j.priority, j.id, d.attempt, j.type
              from d join job j on j.id = d.job where not d.cancelled),
            e as (
              insert into expiry (job_id, start_before, end_before, look_at)
              select j.id, j.start_before, j.end_before, least(j.start_before, j.end_before) from d join job j on j.id = d.job
              where not d.cancelled and d.attempt = 1 and j.start_before is not null
                and not exists (select 1 from snooze z where z.job_id = j.id)
              order by j.id
              on conflict (job_id) do update set look_at = excluded.look_at),
            o as (
              insert into outcome (job_id, state, attempt, finished_at)
              select job, 'CANCELLED', attempt, statement_timestamp() from d where cancelled)
            select count(*) from d""";

    @Override
    public int release(Connection connection, UUID incarnation, UUID claim, @Nullable Collection<JobId> jobs)
            throws SQLException {
        try (PreparedStatement release = connection.prepareStatement(CLAIM + (jobs == null ? WHOLE : SOME) + BACK)) {
            release.setObject(1, claim);
            release.setObject(2, incarnation);
            if (jobs != null) {
                PgArray.uuids(release, 3, List.copyOf(jobs), JobId::value);
            }
            try (ResultSet row = release.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
