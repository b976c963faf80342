package io.nightshift.engine.finish;

import java.sql.SQLException;

/** Tells a row that the database will never take from a database that cannot be asked just now. */
public final class SqlRefusal {

    private SqlRefusal() {}

    /**
     * Whether the data itself was refused (SQLSTATE classes 22, 23 and 54), so that trying again is useless. Class 42 is no matter of
     * the data: a right that was taken away, a table that is missing. What meets it is right again when the database is.
     */
    public static boolean in(Throwable failed) {
        int depth = 0;
        for (Throwable cause = failed; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
            }
        }
        return false;
    }
}
