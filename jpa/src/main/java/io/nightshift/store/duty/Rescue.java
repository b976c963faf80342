package io.nightshift.store.duty;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * RUNNING to READY with the next attempt, for claims whose node's lease has ended; to DEAD after too many losses of an
 * attempt that had certainly started; to CANCELLED if somebody had asked for that.
 */
public interface Rescue {

    String MESSAGE = "The node that had claimed the job went away";

    /** Answers how many per queue became ready, and which jobs ended. */
    Rescued rescue(Connection connection, int maxClaims, int maxLosses) throws SQLException;

    /** What was taken back. */
    record Rescued(Map<String, Integer> queues, List<UUID> ended) {}
}
