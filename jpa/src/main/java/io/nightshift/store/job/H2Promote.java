package io.nightshift.store.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Candidates without locks, a guarded delete for each; needs a transaction around it. */
final class H2Promote implements Promote {

    @Override
    public Map<String, Integer> promote(Connection connection, int limit) throws SQLException {
        List<Due> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select job_id, attempt, queue from scheduled where due <= current_timestamp order by due limit ?")) {
            select.setInt(1, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(new Due(row.getObject(1, UUID.class), row.getInt(2), row.getString(3)));
                }
            }
        }
        List<Due> taken = H2Rows.hits(
                connection,
                "delete from scheduled where job_id = ?",
                due,
                (delete, job) -> delete.setObject(1, job.id()));
        H2Release.ready(
                connection,
                taken.stream()
                        .map(job -> new H2Release.Back(job.id(), job.attempt()))
                        .toList());
        Map<String, Integer> counts = new HashMap<>();
        taken.forEach(job -> counts.merge(job.queue(), 1, Integer::sum));
        return counts;
    }

    private record Due(UUID id, int attempt, String queue) {}
}
