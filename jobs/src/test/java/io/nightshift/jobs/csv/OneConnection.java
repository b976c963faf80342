package io.nightshift.jobs.csv;

import io.nightshift.api.job.JobId;
import io.nightshift.jobs.FakeContext.CheckpointStore;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** A database and its transactions as a handler meets them in a server: one connection that is never really closed. */
final class OneConnection implements UserTransaction, CheckpointStore, AutoCloseable {

    private final Connection connection;
    private boolean active;
    private int commits;

    static OneConnection h2() throws SQLException {
        return new OneConnection(DriverManager.getConnection("jdbc:h2:mem:;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"));
    }

    OneConnection(Connection connection) throws SQLException {
        this.connection = connection;
        execute("create table checkpoint (job_id uuid primary key, content varchar not null)");
    }

    DataSource dataSource() {
        Connection shared = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, args) -> shared);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How many transactions there were until now. */
    int commits() {
        return commits;
    }

    String query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            StringBuilder all = new StringBuilder();
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    all.append(i == 1 ? "" : " ").append(rows.getString(i));
                }
                all.append('\n');
            }
            return all.toString().strip();
        }
    }

    @Override
    public void save(JobId id, String state) {
        try (PreparedStatement statement = connection.prepareStatement("insert into checkpoint values (?, ?)")) {
            execute("delete from checkpoint where job_id = '" + id + "'");
            statement.setObject(1, id.value());
            statement.setString(2, state);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<String> load(JobId id) {
        try {
            String content = query("select content from checkpoint where job_id = '" + id + "'");
            return content.isEmpty() ? Optional.empty() : Optional.of(content);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void begin() {
        autoCommit(false);
        active = true;
    }

    @Override
    public void commit() {
        try {
            connection.commit();
            commits++;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        autoCommit(true);
        active = false;
    }

    @Override
    public void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        autoCommit(true);
        active = false;
    }

    private void autoCommit(boolean on) {
        try {
            connection.setAutoCommit(on);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int getStatus() {
        return active ? Status.STATUS_ACTIVE : Status.STATUS_NO_TRANSACTION;
    }

    @Override
    public void setRollbackOnly() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setTransactionTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
