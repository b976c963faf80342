package io.nightshift.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that behaves as the container's JTA one: within {@link #transaction} every connection of this thread is
 * the same, not in autocommit mode, and may neither be committed nor rolled back nor really closed.
 */
public final class JtaThread {

    private final DataSource source;
    private final ThreadLocal<@Nullable Connection> enlisted = new ThreadLocal<>();

    public JtaThread(DataSource source) {
        this.source = source;
    }

    public DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, args) -> {
                    Connection connection = enlisted.get();
                    return connection == null ? source.getConnection() : guarded(connection);
                });
    }

    /** Runs work in a transaction that commits at its end, or rolls back if it says false. */
    public boolean transaction(Callable<Boolean> work) throws Exception {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            enlisted.set(connection);
            boolean commit = false;
            try {
                commit = work.call();
            } finally {
                enlisted.remove();
                if (commit) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
            return commit;
        }
    }

    private static Connection guarded(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, args) -> {
                    switch (method.getName()) {
                        case "close":
                            return null;
                        case "commit", "rollback", "setAutoCommit":
                            throw new SQLException("Not during a managed transaction: " + method.getName());
                        default:
                            try {
                                return method.invoke(connection, args);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                    }
                });
    }
}
