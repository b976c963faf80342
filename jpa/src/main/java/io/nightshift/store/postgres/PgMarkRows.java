package io.nightshift.store.postgres;

import io.nightshift.store.port.JobStore.Started;
import io.nightshift.store.port.RunStore.Report;
import io.nightshift.store.run.MarkRows;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One statement each. */
final class PgMarkRows implements MarkRows {

    private static final SqlFile FILE = SqlFile.of(PgMarkRows.class);
    private static final Sql STARTED = FILE.statement("started", "node", "jobs", "attempts", "agos");
    private static final Sql PROGRESS =
            FILE.statement("progress", "jobs", "attempts", "dones", "totals", "notes", "nodes", "rans");

    @Override
    public void started(Connection connection, List<Started> started, String node) throws SQLException {
        try (Bound upsert = STARTED.on(connection)) {
            upsert.text("node", Values.fit(node, NODE));
            PgArray.uuids(upsert, "jobs", started, one -> one.id().value());
            PgArray.numbers(upsert, "attempts", started, Started::attempt);
            PgArray.numbers(upsert, "agos", started, one -> Values.micros(one.ago()));
            upsert.update();
        }
    }

    @Override
    public void progress(Connection connection, List<Report> reports) throws SQLException {
        try (Bound upsert = PROGRESS.on(connection)) {
            PgArray.uuids(upsert, "jobs", reports, report -> report.id().value());
            PgArray.numbers(upsert, "attempts", reports, Report::attempt);
            PgArray.numbers(upsert, "dones", reports, Report::done);
            PgArray.numbers(upsert, "totals", reports, Report::total);
            PgArray.texts(upsert, "notes", reports, report -> Values.fit(report.note(), NOTE));
            PgArray.texts(upsert, "nodes", reports, report -> Values.fit(report.node(), NODE));
            PgArray.numbers(upsert, "rans", reports, report -> Values.micros(report.ran()));
            upsert.update();
        }
    }
}
