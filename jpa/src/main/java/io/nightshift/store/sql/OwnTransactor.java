package io.nightshift.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Short transactions of its own, whatever the calling thread is in; wants a data source outside JTA. */
public final class OwnTransactor implements Transactor {

    private static final int TRIES = 5;

    private final DataSource source;

    /**
     * Uses a pool.
     *
     * @param source hands out connections in autocommit mode
     */
    public OwnTransactor(DataSource source) {
        this.source = source;
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
            try (Connection connection = source.getConnection()) {
                return work.on(connection);
            } catch (SQLException e) {
                if (tried == TRIES || !StoreException.undone(e)) {
                    throw new StoreException(doing, e);
                }
            }
        }
    }

    static <T> T whole(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T answer = work.on(connection);
            connection.commit();
            done = true;
            return answer;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }
}
