package io.nightshift.jobs.csv;

import io.nightshift.api.handler.JobContext;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes into a table: each chunk and the mark behind it are one JTA transaction. If the database refuses a chunk for
 * what is in it, {@link ChunkInsert} finds the rows within that transaction, so one bad row keeps no other out.
 */
final class TableSink implements Sink {

    private final JobContext context;
    private final DataSource dataSource;
    private final UserTransaction transaction;
    private final TableShape shape;
    private final BadRows badRows;

    TableSink(
            JobContext context, DataSource dataSource, UserTransaction transaction, TableShape shape, BadRows badRows) {
        this.context = context;
        this.dataSource = dataSource;
        this.transaction = transaction;
        this.shape = shape;
        this.badRows = badRows;
    }

    @Override
    public Mark write(List<Row> rows, Mark mark) throws Exception {
        List<Row> fitted = rows.stream().map(this::fitted).toList();
        transaction.begin();
        try {
            List<Row> written = insert(fitted);
            Mark next = mark.after(written, 0, badRows.write(written));
            context.checkpoint(next.text());
            transaction.commit();
            return next;
        } catch (Exception e) {
            rollback(e);
            badRows.cut(mark);
            throw e;
        }
    }

    private void rollback(Exception reason) {
        try {
            if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transaction.rollback();
            }
        } catch (Exception e) {
            reason.addSuppressed(e);
        }
    }

    /** Inserts the good ones; tells all, those refused with the database's words. */
    private List<Row> insert(List<Row> rows) throws SQLException {
        if (rows.stream().noneMatch(Row::good)) {
            return rows;
        }
        try (Connection connection = dataSource.getConnection()) {
            return new ChunkInsert(connection, shape, context.id()).insert(rows);
        }
    }

    private Row fitted(Row row) {
        if (!row.good()) {
            return row;
        }
        List<@Nullable Object> values = new ArrayList<>(row.values().size());
        for (int i = 0; i < shape.columns().size(); i++) {
            TableColumn column = shape.columns().get(i);
            try {
                values.add(column.fitted(row.values().get(i)));
            } catch (MisfitException e) {
                return row.refused(new BadRow(row.line(), column.name(), String.valueOf(e.getMessage())));
            }
        }
        return row.fitted(values);
    }

    @Override
    public void finish(Mark mark) {
        // Every row is in the table already.
    }

    @Override
    public void close() {
        // Connections are closed chunk by chunk.
    }
}
