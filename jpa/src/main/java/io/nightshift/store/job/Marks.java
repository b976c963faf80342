package io.nightshift.store.job;

import io.nightshift.store.dialect.Dialect;
import io.nightshift.store.dialect.PgArray;
import io.nightshift.store.dialect.Values;
import io.nightshift.store.job.JobStore.Started;
import io.nightshift.store.job.RunStore.Report;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The table {@code progress}: that an attempt has started, and how far it is. A row of a later attempt is never
 * overwritten by an earlier one.
 */
final class Marks {

    private static final int NODE = 100;

    private static final String INSERT = """
            insert into progress (job_id, attempt, done, total, note, node, started_at, updated_at)
            values (?, ?, 0, 0, null, ?, ?, ?) on conflict do nothing""";

    private final Dialect dialect;

    Marks(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Marks that attempts have started; and fences the checkpoints of earlier attempts: from now on theirs are refused, and
     * one that is just being committed is waited for. What an attempt had reported before it snoozed is kept.
     */
    void started(Connection connection, Collection<Started> started, String node) throws SQLException {
        // In one order everywhere, so that nobody waits for somebody who waits for him.
        List<Started> sorted =
                started.stream().sorted(Comparator.comparing(Started::id)).toList();
        fence(connection, sorted);
        switch (dialect) {
            case H2 -> startedOneByOne(connection, sorted, node);
            case POSTGRESQL -> startedAtOnce(connection, sorted, node);
        }
    }

    private static void fence(Connection connection, List<Started> started) throws SQLException {
        try (PreparedStatement fence =
                connection.prepareStatement("update checkpoint set attempt = ? where job_id = ? and attempt < ?")) {
            boolean any = false;
            for (Started one : started) {
                // Before the first there was none.
                if (one.attempt() > 1) {
                    fence.setInt(1, one.attempt());
                    fence.setObject(2, one.id().value());
                    fence.setInt(3, one.attempt());
                    fence.addBatch();
                    any = true;
                }
            }
            if (any) {
                fence.executeBatch();
            }
        }
    }

    private static void startedAtOnce(Connection connection, List<Started> started, String node) throws SQLException {
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

    private static void startedOneByOne(Connection connection, List<Started> started, String node) throws SQLException {
        Instant now = Values.now(connection);
        List<Started> known = H2Rows.hits(connection, """
                update progress set done = case when attempt = ? then done else 0 end,
                  total = case when attempt = ? then total else 0 end, note = case when attempt = ? then note end,
                  attempt = ?, node = ?, started_at = ?, updated_at = ?, resting = false
                where job_id = ? and (attempt < ? or (attempt = ? and resting))""", started, (update, one) -> {
            for (int at : new int[] {1, 2, 3, 4, 9, 10}) {
                update.setInt(at, one.attempt());
            }
            update.setString(5, Values.fit(node, NODE));
            Values.instant(update, 6, now.minus(one.ago()));
            Values.instant(update, 7, now);
            update.setObject(8, one.id().value());
        });
        List<Started> others = new ArrayList<>(started);
        others.removeAll(known);
        H2Rows.batch(connection, INSERT, others, (insert, one) -> {
            insert.setObject(1, one.id().value());
            insert.setInt(2, one.attempt());
            insert.setString(3, Values.fit(node, NODE));
            Values.instant(insert, 4, now.minus(one.ago()));
            Values.instant(insert, 5, now);
        });
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
                  started_at = case when p.attempt = excluded.attempt and not p.resting then p.started_at
                    else excluded.started_at end,
                  updated_at = excluded.updated_at, resting = false
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
                      started_at = case when attempt = ? and not resting then started_at else ? end, updated_at = ?,
                      resting = false
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
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, report.id().value());
            insert.setInt(2, report.attempt());
            insert.setString(3, Objects.requireNonNull(Values.fit(report.node(), NODE)));
            Values.instant(insert, 4, now.minus(report.ran()));
            Values.instant(insert, 5, now);
            insert.executeUpdate();
        }
    }
}
