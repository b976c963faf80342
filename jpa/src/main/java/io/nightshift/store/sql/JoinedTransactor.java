package io.nightshift.store.sql;

import io.nightshift.api.client.SecondResourceException;
import io.nightshift.store.port.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Takes part in the JTA transaction of the calling thread; without one, each call is a transaction of its own.
 *
 * <p>Nothing is repeated here: only the caller could repeat the whole of its transaction.
 */
public final class JoinedTransactor implements Transactor {

    private static final String NOT_ENLISTED = "IJ000461";
    private static final int DEEPEST_CAUSE = 20;

    private final DataSource source;

    /**
     * Uses a pool.
     *
     * @param source enlists its connections in the thread's JTA transaction; they are in autocommit mode only without one
     */
    public JoinedTransactor(DataSource source) {
        this.source = source;
    }

    @Override
    public <T> T call(String doing, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw failure(doing, e);
        }
    }

    @Override
    public <T> T transact(String doing, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return connection.getAutoCommit() ? OwnTransactor.whole(connection, work) : part(connection, work);
        } catch (SQLException e) {
            throw failure(doing, e);
        }
    }

    @Override
    public boolean shortLived() {
        return false;
    }

    private static RuntimeException failure(String doing, SQLException failed) {
        return refused(failed) ? new SecondResourceException(failed) : new StoreException(doing, failed);
    }

    /** The pool says by this number that the transaction did not let its connection in. */
    private static boolean refused(Throwable failed) {
        int depth = 0;
        for (Throwable cause = failed; cause != null && depth < DEEPEST_CAUSE; cause = cause.getCause(), depth++) {
            if (String.valueOf(cause.getMessage()).contains(NOT_ENLISTED)) {
                return true;
            }
        }
        return false;
    }

    /** Undoes by savepoint; in SQL, because the pool refuses Connection.rollback in every form during a JTA transaction. */
    private static <T> T part(Connection connection, Work<T> work) throws SQLException {
        try (Statement savepoint = connection.createStatement()) {
            savepoint.execute("savepoint nightshift");
            boolean done = false;
            try {
                T answer = work.on(connection);
                done = true;
                return answer;
            } finally {
                savepoint.execute(done ? "release savepoint nightshift" : "rollback to savepoint nightshift");
            }
        }
    }
}
