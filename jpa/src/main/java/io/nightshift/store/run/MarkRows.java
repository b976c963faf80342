package io.nightshift.store.run;

import io.nightshift.store.port.JobStore.Started;
import io.nightshift.store.port.RunStore.Report;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The table {@code progress}: that an attempt has started, and how far it is. A row of a later attempt is never
 * overwritten by an earlier one.
 */
public interface MarkRows {

    /** How long a node's name may be. */
    int NODE = 100;

    /** How long a report's note may be. */
    int NOTE = 500;

    /** Marks that attempts have started; what an attempt had reported before it snoozed is kept. */
    void started(Connection connection, List<Started> started, String node) throws SQLException;

    /** Stores how far attempts are. */
    void progress(Connection connection, List<Report> reports) throws SQLException;
}
