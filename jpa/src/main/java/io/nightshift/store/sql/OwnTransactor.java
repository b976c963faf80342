package io.nightshift.store.sql;

import io.nightshift.store.port.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Short transactions of its own, whatever the calling thread is in; wants a data source outside JTA.
 *
 * <p>What met a connection that broke is not repeated here: it may have been done, and only who asked can find out.
 */
public final class OwnTransactor implements Transactor {

    private static final int TRIES = 5;

    private final Connections connections;

    /**
     * Uses a pool.
     *
     * @param connections in autocommit mode
     */
    public OwnTransactor(Connections connections) {
        this.connections = connections;
    }

    /**
     * Uses a pool, and its connections as they are.
     *
     * @param source hands out connections in autocommit mode
     */
    public OwnTransactor(DataSource source) {
        this(new Connections(source, System::nanoTime));
    }

    @Override
    public <T> T call(String doing, Work<T> work) {
        return repeat(doing, work);
    }

    @Override
    public <T> T transact(String doing, Work<T> work) {
        return repeat(doing, connection -> whole(connection, work));
    }

    @Override
    public boolean shortLived() {
        return true;
    }

    private <T> T repeat(String doing, Work<T> work) {
        for (int tried = 1; ; tried++) {
            try (Connection connection = connections.take()) {
                return work.on(connection);
            } catch (SQLException e) {
                if (StoreException.lost(e)) {
                    connections.broke();
                }
                if (tried == TRIES || !StoreException.undone(e)) {
                    throw new StoreException(doing, e);
                }
            }
        }
    }

    /** Runs work on a connection in autocommit mode all or nothing, and gives it back in that mode. */
    public static <T> T whole(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        T answer;
        try {
            answer = work.on(connection);
            connection.commit();
        } catch (SQLException | RuntimeException | Error failed) {
            undo(connection, failed);
            throw failed;
        }
        connection.setAutoCommit(true);
        return answer;
    }

    /** What failed first is the cause that people need; a connection that is gone has undone everything itself. */
    private static void undo(Connection connection, Throwable failed) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException gone) {
            failed.addSuppressed(gone);
        }
    }
}
