package io.nightshift.store.port;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The database refused or could not be reached. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * SQLSTATE classes that say "try again": 08 connection, 40 rolled back to end a deadlock, 53 out of resources, 55
     * object in use, 57 shut down, HY with H2's lock timeout.
     */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "HY");

    private static final String LOCKED = "55P03";
    private static final int H2_LOCKED = 50200;

    /** The database ended a transaction in which it heard nothing for too long. */
    private static final String IDLE = "25P03";

    /**
     * Wraps what the driver said.
     *
     * @param doing what was being done, for people
     */
    public StoreException(String doing, SQLException cause) {
        super(doing + " failed: " + cause.getMessage(), cause);
    }

    /** Tells whether the same call may succeed later without anybody changing anything. */
    public boolean passing() {
        return getCause() instanceof SQLException sql && passing(sql.getSQLState());
    }

    /** One of the passing kind: what is needed is held by others, and as many as may wait for it already. */
    public static StoreException busy(String what) {
        return new StoreException(what, new SQLException("come again in some seconds", LOCKED));
    }

    /** Tells whether it waited for what somebody else has locked until its bound. */
    public boolean locked() {
        return getCause() instanceof SQLException sql
                && (LOCKED.equals(sql.getSQLState()) || sql.getErrorCode() == H2_LOCKED);
    }

    /** Tells whether the database undid everything to let another transaction go on: safe to repeat at once. */
    public static boolean undone(SQLException e) {
        String state = e.getSQLState();
        // 50200 and 90131 are H2's lock timeout and concurrent update; both roll the statement back.
        return state != null && (state.startsWith("40") || e.getErrorCode() == 50200 || e.getErrorCode() == 90131);
    }

    /**
     * Tells whether the connection is gone, and with it the answer: class 08; 57P01 to 57P05, by which PostgreSQL ends
     * sessions; 25P03, by which it ends one that kept a transaction open; 90067, 90098 and 90121 of H2.
     */
    public static boolean lost(SQLException e) {
        String state = e.getSQLState();
        int code = e.getErrorCode();
        return (state != null && (state.startsWith("08") || state.startsWith("57P0") || state.equals(IDLE)))
                || code == 90067
                || code == 90098
                || code == 90121;
    }

    private static boolean passing(@Nullable String state) {
        return state != null && state.length() >= 2 && (PASSING.contains(state.substring(0, 2)) || state.equals(IDLE));
    }
}
