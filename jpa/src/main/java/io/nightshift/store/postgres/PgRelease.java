package io.nightshift.store.postgres;

import io.nightshift.api.job.JobId;
import io.nightshift.store.finish.Release;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One statement. */
final class PgRelease implements Release {

    private static final SqlFile FILE = SqlFile.of(PgRelease.class);
    private static final Sql WHOLE = FILE.statement("whole", "claim", "incarnation");
    private static final Sql SOME = FILE.statement("some", "claim", "incarnation", "jobs");

    @Override
    public int release(Connection connection, UUID incarnation, UUID claim, @Nullable Collection<JobId> jobs)
            throws SQLException {
        try (Bound release = (jobs == null ? WHOLE : SOME).on(connection)) {
            release.uuid("claim", claim).uuid("incarnation", incarnation);
            if (jobs != null) {
                PgArray.uuids(release, "jobs", List.copyOf(jobs), JobId::value);
            }
            try (ResultSet row = release.query()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
