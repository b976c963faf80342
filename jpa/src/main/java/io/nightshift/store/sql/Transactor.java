package io.nightshift.store.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs statements in a transaction. Safe for concurrent use. */
public interface Transactor {

    /** Runs work that is one statement, or several of which each stands for itself. */
    <T> T call(String doing, Work<T> work);

    /** Runs work all or nothing: whatever it throws undoes what it wrote. */
    <T> T transact(String doing, Work<T> work);

    /** Whether its transactions are all its own and end with the call; false if a caller may hold what they lock. */
    boolean shortLived();

    /** Statements. They may run again if the database undid them to end a deadlock. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
