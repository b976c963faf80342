package io.nightshift.store.h2;

import io.nightshift.store.duty.Promote;
import io.nightshift.store.key.Gates;
import io.nightshift.store.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Candidates without locks, a guarded delete for each; needs a transaction around it. */
final class H2Promote implements Promote {

    @Override
    public Promoted promote(Connection connection, int limit) throws SQLException {
        List<Due> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select s.job_id, s.attempt, s.queue, j.gate, h.job_id is not null and j.gate like 'o:%'
                from (select job_id, attempt, queue, due from scheduled
                  where due <= current_timestamp order by due limit ?) s
                join job j on j.id = s.job_id left join key_holder h on h.job_id = s.job_id order by s.due""")) {
            select.setInt(1, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String gate = row.getString(4);
                    due.add(new Due(
                            row.getObject(1, UUID.class),
                            row.getInt(2),
                            row.getString(3),
                            row.getBoolean(5) ? null : gate));
                }
            }
        }
        List<Due> taken = Rows.hits(
                connection,
                "delete from scheduled where job_id = ?",
                due,
                (delete, job) -> delete.setObject(1, job.id()));
        H2Ready.put(
                connection,
                taken.stream()
                        .filter(job -> job.gate() == null)
                        .map(job -> new H2Ready.Back(job.id(), job.attempt()))
                        .toList());
        Set<String> gates = new HashSet<>();
        for (Due job : taken) {
            String gate = job.gate();
            if (gate != null) {
                gates.add(gate);
                Gates.block(connection, job.id(), job.attempt());
            }
        }
        Map<String, Integer> counts = new HashMap<>();
        taken.forEach(job -> counts.merge(job.queue(), 1, Integer::sum));
        return new Promoted(counts, gates);
    }

    private record Due(
            UUID id, int attempt, String queue, @Nullable String gate) {}
}
