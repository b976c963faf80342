package io.nightshift.store.run;

import io.nightshift.store.port.JobStore.Started;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Marks that attempts have started, and refuses the checkpoints of earlier ones from then on. */
public final class Marks {

    private final MarkRows rows;

    public Marks(MarkRows rows) {
        this.rows = rows;
    }

    /** A checkpoint of an earlier attempt that is just being committed is waited for. */
    public void started(Connection connection, Collection<Started> started, String node) throws SQLException {
        // In one order everywhere, so that nobody waits for somebody who waits for him.
        List<Started> sorted =
                started.stream().sorted(Comparator.comparing(Started::id)).toList();
        fence(connection, sorted);
        rows.started(connection, sorted, node);
    }

    private static void fence(Connection connection, List<Started> started) throws SQLException {
        try (PreparedStatement fence =
                connection.prepareStatement("update checkpoint set attempt = ? where job_id = ? and attempt < ?")) {
            boolean any = false;
            for (Started one : started) {
                // Before the first there was none.
                if (one.attempt() > 1) {
                    fence.setInt(1, one.attempt());
                    fence.setObject(2, one.id().value());
                    fence.setInt(3, one.attempt());
                    fence.addBatch();
                    any = true;
                }
            }
            if (any) {
                fence.executeBatch();
            }
        }
    }
}
