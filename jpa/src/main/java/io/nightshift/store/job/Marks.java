package io.nightshift.store.job;

import io.nightshift.api.job.JobId;
import io.nightshift.store.dialect.Dialect;
import io.nightshift.store.dialect.PgArray;
import io.nightshift.store.dialect.Values;
import io.nightshift.store.job.RunStore.Report;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The table {@code progress}: that an attempt has started, and how far it is. A row of a later attempt is never
 * overwritten by an earlier one.
 */
final class Marks {

    private static final int NODE = 100;

    private final Dialect dialect;

    Marks(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Marks that an attempt has started; and fences the checkpoints of earlier attempts: from now on theirs are refused,
     * and one that is just being committed is waited for.
     */
    void started(Connection connection, JobId id, int attempt, String node, Duration ago) throws SQLException {
        try (PreparedStatement fence =
                connection.prepareStatement("update checkpoint set attempt = ? where job_id = ? and attempt < ?")) {
            fence.setInt(1, attempt);
            fence.setObject(2, id.value());
            fence.setInt(3, attempt);
            fence.executeUpdate();
        }
        Instant now = Values.now(connection);
        try (PreparedStatement update = connection.prepareStatement("""
                update progress set attempt = ?, done = 0, total = 0, note = null, node = ?, started_at = ?, updated_at = ?
                where job_id = ? and attempt < ?""")) {
            update.setInt(1, attempt);
            update.setString(2, Values.fit(node, NODE));
            Values.instant(update, 3, now.minus(ago));
            Values.instant(update, 4, now);
            update.setObject(5, id.value());
            update.setInt(6, attempt);
            if (update.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into progress (job_id, attempt, done, total, note, node, started_at, updated_at)
                values (?, ?, 0, 0, null, ?, ?, ?) on conflict do nothing""")) {
            insert.setObject(1, id.value());
            insert.setInt(2, attempt);
            insert.setString(3, Values.fit(node, NODE));
            Values.instant(insert, 4, now.minus(ago));
            Values.instant(insert, 5, now);
            insert.executeUpdate();
        }
    }

    void progress(Connection connection, List<Report> reports) throws SQLException {
        switch (dialect) {
            case H2 -> oneByOne(connection, reports);
            case POSTGRESQL -> atOnce(connection, reports);
        }
    }

    private static void atOnce(Connection connection, List<Report> reports) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into progress as p (job_id, attempt, done, total, note, node, started_at, updated_at)
                select job, attempt, done, total, nullif(note, ''), node,
                  statement_timestamp() - ran * interval '1 microsecond', statement_timestamp()
                from unnest(?::uuid[], ?::int[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[])
                  u(job, attempt, done, total, note, node, ran)
                order by job
                on conflict (job_id) do update set attempt = excluded.attempt, done = excluded.done,
                  total = excluded.total, note = excluded.note, node = excluded.node,
                  started_at = case when p.attempt = excluded.attempt then p.started_at else excluded.started_at end,
                  updated_at = excluded.updated_at
                where p.attempt <= excluded.attempt""")) {
            PgArray.uuids(upsert, 1, reports, report -> report.id().value());
            PgArray.numbers(upsert, 2, reports, Report::attempt);
            PgArray.numbers(upsert, 3, reports, Report::done);
            PgArray.numbers(upsert, 4, reports, Report::total);
            PgArray.texts(upsert, 5, reports, report -> Values.fit(report.note(), 500));
            PgArray.texts(upsert, 6, reports, report -> Values.fit(report.node(), NODE));
            PgArray.numbers(upsert, 7, reports, report -> Values.micros(report.ran()));
            upsert.executeUpdate();
        }
    }

    private static void oneByOne(Connection connection, List<Report> reports) throws SQLException {
        Instant now = Values.now(connection);
        for (Report report : reports) {
            started(connection, report, now);
            try (PreparedStatement update = connection.prepareStatement("""
                    update progress set attempt = ?, done = ?, total = ?, note = ?, node = ?,
                      started_at = case when attempt = ? then started_at else ? end, updated_at = ?
                    where job_id = ? and attempt <= ?""")) {
                update.setInt(1, report.attempt());
                update.setLong(2, report.done());
                update.setLong(3, report.total());
                update.setString(4, report.note().isEmpty() ? null : Values.fit(report.note(), 500));
                update.setString(5, Values.fit(report.node(), NODE));
                update.setInt(6, report.attempt());
                Values.instant(update, 7, now.minus(report.ran()));
                Values.instant(update, 8, now);
                update.setObject(9, report.id().value());
                update.setInt(10, report.attempt());
                update.executeUpdate();
            }
        }
    }

    private static void started(Connection connection, Report report, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into progress (job_id, attempt, done, total, note, node, started_at, updated_at)
                values (?, ?, 0, 0, null, ?, ?, ?) on conflict do nothing""")) {
            insert.setObject(1, report.id().value());
            insert.setInt(2, report.attempt());
            insert.setString(3, Objects.requireNonNull(Values.fit(report.node(), NODE)));
            Values.instant(insert, 4, now.minus(report.ran()));
            Values.instant(insert, 5, now);
            insert.executeUpdate();
        }
    }
}
