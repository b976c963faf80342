package io.nightshift.store.h2;

import io.nightshift.store.port.JobStore.Started;
import io.nightshift.store.port.RunStore.Report;
import io.nightshift.store.run.MarkRows;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Row by row. */
final class H2MarkRows implements MarkRows {

    private static final SqlFile FILE = SqlFile.of(H2MarkRows.class);
    private static final Sql INSERT = FILE.statement("insert", "job", "attempt", "node", "started", "now");
    private static final Sql STARTED = FILE.statement("started", "job", "attempt", "node", "started", "now");
    private static final Sql PROGRESS =
            FILE.statement("progress", "job", "attempt", "done", "total", "note", "node", "started", "now");

    @Override
    public void started(Connection connection, List<Started> started, String node) throws SQLException {
        Instant now = Values.now(connection);
        Rows.Binding<Started> values = (statement, one) -> statement
                .uuid("job", one.id().value())
                .number("attempt", one.attempt())
                .text("node", Values.fit(node, NODE))
                .instant("started", now.minus(one.ago()))
                .instant("now", now);
        List<Started> others = new ArrayList<>(started);
        others.removeAll(Rows.hits(connection, STARTED, started, values));
        Rows.each(connection, INSERT, others, values);
    }

    @Override
    public void progress(Connection connection, List<Report> reports) throws SQLException {
        Instant now = Values.now(connection);
        for (Report report : reports) {
            INSERT.update(
                    connection,
                    insert -> insert.uuid("job", report.id().value())
                            .number("attempt", report.attempt())
                            .text("node", Values.fit(report.node(), NODE))
                            .instant("started", now.minus(report.ran()))
                            .instant("now", now));
            PROGRESS.update(
                    connection,
                    update -> update.uuid("job", report.id().value())
                            .number("attempt", report.attempt())
                            .number("done", report.done())
                            .number("total", report.total())
                            .text("note", report.note().isEmpty() ? null : Values.fit(report.note(), NOTE))
                            .text("node", Values.fit(report.node(), NODE))
                            .instant("started", now.minus(report.ran()))
                            .instant("now", now));
        }
    }
}
