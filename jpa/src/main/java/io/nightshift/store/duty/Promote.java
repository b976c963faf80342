package io.nightshift.store.duty;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** SCHEDULED to READY once due; to BLOCKED if it has a key and does not hold it. Between two attempts only an order is held. */
public interface Promote {

    /** Answers how many per queue, and the gates for which jobs wait now. */
    Promoted promote(Connection connection, int limit) throws SQLException;

    /** What was moved. */
    record Promoted(Map<String, Integer> queues, Set<String> gates) {}
}
