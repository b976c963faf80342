package io.nightshift.store.steer;

import io.nightshift.api.job.JobId;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Running jobs that somebody wants to stop: {@code claim.cancels}.
 *
 * <p>A request is part of the claim's row because a statement of PostgreSQL that has waited for a row sees that row as it is
 * now, and every other table as it was before the wait: a request in a table of its own could be missed.
 */
public final class CancelRequests {

    private static final SqlFile FILE = SqlFile.of(CancelRequests.class);
    private static final Sql REQUEST = FILE.statement("request", "cancels", "claim");
    private static final Sql REQUESTED = FILE.statement("requested");

    private CancelRequests() {}

    /** Adds requests to a claim that the caller has locked; {@code before} are those that it has. */
    static void add(Connection connection, UUID claim, Collection<UUID> before, Collection<UUID> jobs)
            throws SQLException {
        Set<UUID> all = new HashSet<>(before);
        if (!all.addAll(jobs)) {
            return;
        }
        REQUEST.update(connection, update -> update.uuids("cancels", all).uuid("claim", claim));
    }

    /**
     * A claim that is locked.
     *
     * @param claim its id
     * @param cancels the requests that it has
     * @param jobs those of it that are asked for
     */
    public record Held(UUID claim, Collection<UUID> cancels, Collection<UUID> jobs) {}

    /** Which of these somebody wants to stop. */
    public static Set<JobId> of(Connection connection, Collection<JobId> running) throws SQLException {
        Set<JobId> requested = new HashSet<>();
        try (Bound select = REQUESTED.on(connection);
                ResultSet row = select.query()) {
            while (row.next()) {
                Values.uuids(row, 1).forEach(job -> requested.add(new JobId(job)));
            }
        }
        requested.retainAll(running instanceof Set ? running : new HashSet<>(running));
        return requested;
    }
}
