package io.nightshift.store.duty;

import io.nightshift.store.port.Gate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** SCHEDULED to READY once due; to BLOCKED if it has a key and does not hold it. */
public interface Promote {

    /** Answers how many per queue, and the gates that new jobs wait for. */
    Promoted promote(Connection connection, int limit) throws SQLException;

    /** What was moved. */
    record Promoted(Map<String, Integer> queues, List<Gate> gates) {}
}
