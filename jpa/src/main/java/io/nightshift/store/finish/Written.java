package io.nightshift.store.finish;

import io.nightshift.api.job.JobId;
import io.nightshift.store.port.Finished;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Finds out which attempts a finish had written whose answer was lost. Only a finish writes SUCCEEDED, EXPIRED with an attempt and
 * a node, and attempts that are not LOST; and no two runs of a job have the same attempt.
 */
public final class Written {

    private static final String SQL = """
            select 1 from job where id = ? and (
              exists (select 1 from outcome o
                where o.job_id = ? and o.attempt = ? and o.node = ? and o.state in ('SUCCEEDED', 'EXPIRED'))
              or exists (select 1 from attempt t
                where t.job_id = ? and t.attempt = ? and t.node = ? and t.kind <> 'LOST'))
            """;

    private Written() {}

    /** Of these, those that stand there as ended by their node. One round trip each: few are ever in doubt. */
    public static Set<JobId> of(Connection connection, Collection<Finished> doubtful) throws SQLException {
        Set<JobId> written = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            for (Finished one : doubtful) {
                UUID job = one.id().value();
                select.setObject(1, job);
                bind(select, 2, job, one);
                bind(select, 5, job, one);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        written.add(one.id());
                    }
                }
            }
        }
        return written;
    }

    private static void bind(PreparedStatement select, int first, UUID job, Finished one) throws SQLException {
        select.setObject(first, job);
        select.setInt(first + 1, one.attempt());
        select.setString(first + 2, one.node());
    }
}
