package io.nightshift.store.finish;

import io.nightshift.api.job.JobId;
import io.nightshift.store.port.Finished;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds out which attempts a finish had written whose answer was lost. Only a finish writes SUCCEEDED, EXPIRED with an attempt and
 * a node, and attempts that are not LOST; and no two runs of a job have the same attempt.
 */
public final class Written {

    private static final Sql WRITTEN = SqlFile.of(Written.class).statement("written", "job", "attempt", "node");

    private Written() {}

    /** Of these, those that stand there as ended by their node. One round trip each: few are ever in doubt. */
    public static Set<JobId> of(Connection connection, Collection<Finished> doubtful) throws SQLException {
        Set<JobId> written = new HashSet<>();
        try (Bound select = WRITTEN.on(connection)) {
            for (Finished one : doubtful) {
                select.uuid("job", one.id().value())
                        .number("attempt", one.attempt())
                        .text("node", one.node());
                try (ResultSet row = select.query()) {
                    if (row.next()) {
                        written.add(one.id());
                    }
                }
            }
        }
        return written;
    }
}
