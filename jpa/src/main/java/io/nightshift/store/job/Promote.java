package io.nightshift.store.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** SCHEDULED to READY once due. */
interface Promote {

    /** Answers how many per queue. */
    Map<String, Integer> promote(Connection connection, int limit) throws SQLException;
}
