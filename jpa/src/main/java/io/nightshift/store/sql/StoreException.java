package io.nightshift.store.sql;

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

    /** Tells whether the database undid everything to let another transaction go on: safe to repeat at once. */
    static boolean undone(SQLException e) {
        String state = e.getSQLState();
        // 50200 and 90131 are H2's lock timeout and concurrent update; both roll the statement back.
        return state != null && (state.startsWith("40") || e.getErrorCode() == 50200 || e.getErrorCode() == 90131);
    }

    private static boolean passing(@Nullable String state) {
        return state != null && state.length() >= 2 && PASSING.contains(state.substring(0, 2));
    }
}
