package io.nightshift.web.rest.problem;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells trouble of the database that passes by itself from what repeating will not mend. The edge judges by SQLSTATE and by
 * names, and otherwise knows nothing of SQL.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's error codes</a>
 */
enum Passing {
    /** It cannot be reached, or takes no more connections. */
    AWAY("database-away", "The database cannot be reached at the moment; try again"),

    /** It is there, but what was asked for had to wait too long for others. */
    BUSY("database-busy", "The database is busy, and what was asked for waited too long for others; try again");

    /** Connection lost, out of resources, server shutting down or starting; H2: closed, or its file is locked. */
    private static final List<String> STATES_AWAY = List.of("08", "53", "57P", "90020", "90067", "90098", "90121");

    /** Lock time-outs, deadlocks, serialization failures, statements that were stopped; HYT00 is H2's lock time-out. */
    private static final List<String> STATES_BUSY = List.of("55P03", "40", "57014", "25P03", "HYT00");

    /** What the server's pool and the drivers throw when there is no connection, without a state. */
    private static final Set<String> NAMES_AWAY = Set.of(
            "java.sql.SQLTransientConnectionException",
            "java.sql.SQLNonTransientConnectionException",
            "java.sql.SQLRecoverableException",
            "org.hibernate.exception.JDBCConnectionException",
            "jakarta.resource.ResourceException");

    private static final int DEEPEST = 30;

    private final String kind;
    private final String detail;

    Passing(String kind, String detail) {
        this.kind = kind;
        this.detail = detail;
    }

    String kind() {
        return kind;
    }

    String detail() {
        return detail;
    }

    /** What passes, anywhere behind an exception; null if nothing does. */
    static @Nullable Passing in(Throwable thrown) {
        Passing found = null;
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
            if (state != null) {
                Passing said = of(state);
                if (said != null) {
                    return said;
                }
                if (known(state)) {
                    // The database was asked and refused for good: whatever wraps this is no trouble with connections.
                    return null;
                }
            }
            found = found == null && named(cause) ? AWAY : found;
            cause = cause.getCause();
        }
        return found;
    }

    private static @Nullable Passing of(String state) {
        if (STATES_AWAY.stream().anyMatch(state::startsWith)) {
            return AWAY;
        }
        return STATES_BUSY.stream().anyMatch(state::startsWith) ? BUSY : null;
    }

    private static boolean known(String state) {
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("42");
    }

    private static boolean named(Throwable cause) {
        for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
            if (NAMES_AWAY.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }
}
