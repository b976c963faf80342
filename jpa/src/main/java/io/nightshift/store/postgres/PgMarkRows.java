package io.nightshift.store.postgres;

import io.nightshift.store.port.JobStore.Started;
import io.nightshift.store.port.RunStore.Report;
import io.nightshift.store.run.MarkRows;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** One statement each. */
final class PgMarkRows implements MarkRows {

    @Override
    public void started(Connection connection, List<Started> started, String node) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into progress as p (job_id, attempt, done, total, note, node, started_at, updated_at)
                select job, attempt, 0, 0, null, ?, statement_timestamp() - ago * interval '1 microsecond',
                  statement_timestamp()
                from unnest(?::uuid[], ?::int[], ?::bigint[]) u(job, attempt, ago) order by job
                on conflict (job_id) do update set attempt = excluded.attempt,
                  done = case when p.attempt = excluded.attempt then p.done else 0 end,
                  total = case when p.attempt = excluded.attempt then p.total else 0 end,
                  note = case when p.attempt = excluded.attempt then p.note end,
                  node = excluded.node, started_at = excluded.started_at, updated_at = excluded.updated_at, resting = false
                where p.attempt < excluded.attempt or (p.attempt = excluded.attempt and p.resting)""")) {
            upsert.setString(1, Values.fit(node, NODE));
            PgArray.uuids(upsert, 2, started, one -> one.id().value());
            PgArray.numbers(upsert, 3, started, Started::attempt);
            PgArray.numbers(upsert, 4, started, one -> Values.micros(one.ago()));
            upsert.executeUpdate();
        }
    }

    @Override
    public void progress(Connection connection, List<Report> reports) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into progress as p (job_id, attempt, done, total, note, node, started_at, updated_at)
                select job, attempt, done, total, nullif(note, ''), node,
                  statement_timestamp() - ran * interval '1 microsecond', statement_timestamp()
                from unnest(?::uuid[], ?::int[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[])
                  u(job, attempt, done, total, note, node, ran)
                order by job
                on conflict (job_id) do update set attempt = excluded.attempt, done = excluded.done,
                  total = excluded.total, note = excluded.note, node = excluded.node,
                  started_at = case when p.attempt = excluded.attempt and not p.resting then p.started_at
                    else excluded.started_at end,
                  updated_at = excluded.updated_at, resting = false
                where p.attempt <= excluded.attempt""")) {
            PgArray.uuids(upsert, 1, reports, report -> report.id().value());
            PgArray.numbers(upsert, 2, reports, Report::attempt);
            PgArray.numbers(upsert, 3, reports, Report::done);
            PgArray.numbers(upsert, 4, reports, Report::total);
            PgArray.texts(upsert, 5, reports, report -> Values.fit(report.note(), NOTE));
            PgArray.texts(upsert, 6, reports, report -> Values.fit(report.node(), NODE));
            PgArray.numbers(upsert, 7, reports, report -> Values.micros(report.ran()));
            upsert.executeUpdate();
        }
    }
}
