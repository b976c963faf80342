package io.nightshift.jobs.csv;

import io.nightshift.api.job.JobId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inserts a chunk within the transaction that is open. What the database takes as a whole costs one batch. What it refuses
 * for a row's content is undone up to a savepoint and tried in blocks, and a refused block row by row: at most two tries
 * for each row, however many are refused.
 *
 * <p>Savepoints are SQL here: in a transaction of the container a connection refuses JDBC's.
 */
final class ChunkInsert {

    private static final int BLOCK = 50;

    private final Connection connection;
    private final TableShape shape;
    private final JobId job;

    ChunkInsert(Connection connection, TableShape shape, JobId job) {
        this.connection = connection;
        this.shape = shape;
        this.job = job;
    }

    /**
     * Inserts the good ones.
     *
     * @return all rows in their order; those that the database refused are bad now
     * @throws SQLException for any trouble that is not in a row's content
     */
    List<Row> insert(List<Row> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(shape.insert());
                Statement savepoints = connection.createStatement()) {
            if (attempt(statement, savepoints, rows) == null) {
                return rows;
            }
            List<Row> result = new ArrayList<>(rows.size());
            for (int i = 0; i < rows.size(); i += BLOCK) {
                List<Row> block = rows.subList(i, Math.min(i + BLOCK, rows.size()));
                if (attempt(statement, savepoints, block) == null) {
                    result.addAll(block);
                } else {
                    oneByOne(statement, savepoints, block, result);
                }
            }
            return List.copyOf(result);
        }
    }

    private void oneByOne(PreparedStatement statement, Statement savepoints, List<Row> block, List<Row> result)
            throws SQLException {
        for (Row row : block) {
            String refusal = row.good() ? attempt(statement, savepoints, List.of(row)) : null;
            result.add(refusal == null ? row : row.refused(new BadRow(row.line(), null, refusal)));
        }
    }

    /** Inserts these or none of them; tells the database's words if it refused a row's content. */
    private @Nullable String attempt(PreparedStatement statement, Statement savepoints, List<Row> rows)
            throws SQLException {
        savepoints.execute("SAVEPOINT csv_rows");
        try {
            for (Row row : rows) {
                if (row.good()) {
                    bind(statement, row);
                    statement.addBatch();
                }
            }
            statement.executeBatch();
            savepoints.execute("RELEASE SAVEPOINT csv_rows");
            return null;
        } catch (SQLException e) {
            String refusal = Refusal.ofContent(e);
            if (refusal == null) {
                throw e;
            }
            statement.clearBatch();
            savepoints.execute("ROLLBACK TO SAVEPOINT csv_rows");
            savepoints.execute("RELEASE SAVEPOINT csv_rows");
            return refusal;
        }
    }

    private void bind(PreparedStatement statement, Row row) throws SQLException {
        int index = 0;
        for (TableColumn column : shape.columns()) {
            column.bind(statement, index + 1, row.values().get(index));
            index++;
        }
        if (shape.jobId()) {
            statement.setObject(++index, job.value());
        }
        if (shape.line()) {
            statement.setLong(++index, row.line());
        }
    }
}
