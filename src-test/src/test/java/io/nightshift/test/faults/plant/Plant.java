package io.nightshift.test.faults.plant;

import io.nightshift.test.faults.check.Violation.Promise;
import io.nightshift.test.faults.cluster.Database;
import java.sql.SQLException;

/** A bug of a known kind, made in the database of a running cluster. */
public interface Plant {

    /** What the product would do with this bug. */
    String what();

    /** What the checker must say is broken. */
    Promise broken();

    /**
     * Makes it once, and waits for what it needs.
     *
     * @param queue of the load
     * @return a part of the words with which the checker must name it
     */
    String plant(Database database, String queue) throws SQLException;

    /** Takes away what would stay for ever. */
    default void clear(Database database) throws SQLException {}
}
