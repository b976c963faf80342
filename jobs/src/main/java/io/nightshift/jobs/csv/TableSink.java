package io.nightshift.jobs.csv;

import io.nightshift.api.handler.JobContext;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes into a table: each chunk and the mark behind it are one JTA transaction. If the database refuses a chunk for
 * what is in it, the chunk is halved until the row is found, so one bad row keeps no other out.
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
        return insert(rows.stream().map(this::fitted).toList(), mark);
    }

    private Mark insert(List<Row> rows, Mark mark) throws Exception {
        String refusal;
        try {
            return inTransaction(rows, mark);
        } catch (SQLException e) {
            refusal = refusalOfContent(e);
            if (refusal == null) {
                throw e;
            }
        }
        if (rows.size() == 1) {
            Row row = rows.get(0);
            return inTransaction(List.of(row.refused(new BadRow(row.line(), null, refusal))), mark);
        }
        int half = rows.size() / 2;
        return insert(rows.subList(half, rows.size()), insert(rows.subList(0, half), mark));
    }

    private Mark inTransaction(List<Row> rows, Mark mark) throws Exception {
        transaction.begin();
        try {
            insertGood(rows);
            Mark next = mark.after(rows, 0, badRows.write(rows));
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

    private void insertGood(List<Row> rows) throws SQLException {
        if (rows.stream().noneMatch(Row::good)) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(shape.insert())) {
            for (Row row : rows) {
                if (row.good()) {
                    bind(statement, row);
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private void bind(PreparedStatement statement, Row row) throws SQLException {
        int index = 0;
        for (TableColumn column : shape.columns()) {
            column.bind(statement, index + 1, row.values().get(index));
            index++;
        }
        if (shape.jobId()) {
            statement.setObject(++index, context.id().value());
        }
        if (shape.line()) {
            statement.setLong(++index, row.line());
        }
    }

    private Row fitted(Row row) {
        if (!row.good()) {
            return row;
        }
        List<TableColumn> columns = shape.columns();
        for (int i = 0; i < columns.size(); i++) {
            String misfit = columns.get(i).misfit(row.values().get(i));
            if (misfit != null) {
                return row.refused(new BadRow(row.line(), columns.get(i).name(), misfit));
            }
        }
        return row;
    }

    /**
     * The database's words if it refused what was in a row: SQL states of class 22 (data) and 23 (constraint). Null if
     * the trouble is another, which a later attempt may not meet.
     */
    private static @Nullable String refusalOfContent(SQLException e) {
        List<SQLException> chain = new ArrayList<>();
        for (SQLException cause = e; cause != null && chain.size() < 10; cause = cause.getNextException()) {
            chain.add(cause);
        }
        for (SQLException cause : chain) {
            String state = cause.getSQLState();
            if (state != null && state.startsWith("42")) {
                throw new ImportRefusedException("The table does not take these columns: " + cause.getMessage());
            }
        }
        for (int i = chain.size() - 1; i >= 0; i--) {
            String state = chain.get(i).getSQLState();
            if (state != null && (state.startsWith("22") || state.startsWith("23"))) {
                String message = chain.get(i).getMessage();
                return "refused by the table: " + RowCheck.excerpt(message == null ? state : message, 150);
            }
        }
        return null;
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
