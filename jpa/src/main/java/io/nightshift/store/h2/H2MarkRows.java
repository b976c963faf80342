package io.nightshift.store.h2;

import io.nightshift.store.port.JobStore.Started;
import io.nightshift.store.port.RunStore.Report;
import io.nightshift.store.run.MarkRows;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Row by row. */
final class H2MarkRows implements MarkRows {

    private static final String INSERT = """
            insert into progress (job_id, attempt, done, total, note, node, started_at, updated_at)
            values (?, ?, 0, 0, null, ?, ?, ?) on conflict do nothing""";

    @Override
    public void started(Connection connection, List<Started> started, String node) throws SQLException {
        Instant now = Values.now(connection);
        List<Started> known = Rows.hits(connection, """
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
        Rows.each(connection, INSERT, others, (insert, one) -> {
            insert.setObject(1, one.id().value());
            insert.setInt(2, one.attempt());
            insert.setString(3, Values.fit(node, NODE));
            Values.instant(insert, 4, now.minus(one.ago()));
            Values.instant(insert, 5, now);
        });
    }

    @Override
    public void progress(Connection connection, List<Report> reports) throws SQLException {
        Instant now = Values.now(connection);
        for (Report report : reports) {
            make(connection, report, now);
            try (PreparedStatement update = connection.prepareStatement("""
                    update progress set attempt = ?, done = ?, total = ?, note = ?, node = ?,
                      started_at = case when attempt = ? and not resting then started_at else ? end, updated_at = ?,
                      resting = false
                    where job_id = ? and attempt <= ?""")) {
                update.setInt(1, report.attempt());
                update.setLong(2, report.done());
                update.setLong(3, report.total());
                update.setString(4, report.note().isEmpty() ? null : Values.fit(report.note(), NOTE));
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

    private static void make(Connection connection, Report report, Instant now) throws SQLException {
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
