package io.nightshift.store.steer;

import io.nightshift.api.job.JobId;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The table {@code cancel_request}: running jobs that somebody wants to stop. */
public final class CancelRequests {

    private static final int MANY = 500;

    private CancelRequests() {}

    /** Stores a request for each of these jobs, whose claims the caller has locked. */
    public static void add(Connection connection, List<UUID> running, String by) throws SQLException {
        if (running.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into cancel_request (job_id, requested_by, requested_at)
                select id, ?, current_timestamp from job where id = any(?) order by id on conflict do nothing""")) {
            insert.setString(1, Values.fit(by, 200));
            Values.uuids(insert, 2, running);
            insert.executeUpdate();
        }
    }

    /** Whether somebody wants to stop this job. */
    public static boolean exists(Connection connection, UUID job) throws SQLException {
        return Rows.exists(connection, "select 1 from cancel_request where job_id = ?", job);
    }

    /** Which of these somebody wants to stop. For many the whole table is read: it mostly holds nothing. */
    public static Set<JobId> of(Connection connection, Collection<JobId> jobs) throws SQLException {
        boolean many = jobs.size() > MANY;
        Set<JobId> requested = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select job_id from cancel_request" + (many ? "" : " where job_id = any(?)"))) {
            if (!many) {
                Values.uuids(select, 1, jobs.stream().map(JobId::value).toList());
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    requested.add(new JobId(row.getObject(1, UUID.class)));
                }
            }
        }
        requested.retainAll(jobs instanceof Set ? jobs : new HashSet<>(jobs));
        return requested;
    }
}
