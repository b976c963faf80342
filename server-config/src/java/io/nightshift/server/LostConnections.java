package io.nightshift.server;

import java.io.Serializable;
import java.sql.SQLException;
import org.jboss.jca.adapters.jdbc.spi.ExceptionSorter;

/**
 * Tells a pool which failures mean that the connection is gone, so that it is never handed out again.
 *
 * <p>The server's own sorter for PostgreSQL knows one SQLSTATE, 08006. A connection that the database ended (57P01 to 57P05), or
 * that the driver has closed since (08003), went back to the pool and was handed out again until the next background validation.
 */
public final class LostConnections implements ExceptionSorter, Serializable {

    private static final long serialVersionUID = 1L;

    /** For the server, which makes one per pool. */
    public LostConnections() {}

    @Override
    public boolean isExceptionFatal(SQLException e) {
        String state = e.getSQLState();
        int code = e.getErrorCode();
        // 25P03: it kept a transaction open and was silent. 90067, 90098, 90121: H2's words for a connection that is
        // closed.
        return state != null && (state.startsWith("08") || state.startsWith("57P0") || state.equals("25P03"))
                || code == 90067
                || code == 90098
                || code == 90121;
    }
}
