package io.nightshift.store.h2;

import io.nightshift.store.duty.Promote;
import io.nightshift.store.key.Gates;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Candidates without locks, a guarded delete for each; needs a transaction around it. */
final class H2Promote implements Promote {

    private static final SqlFile FILE = SqlFile.of(H2Promote.class);
    private static final Sql DUE = FILE.statement("due", "limit");
    private static final Sql TAKE = FILE.statement("take", "job");

    @Override
    public Promoted promote(Connection connection, int limit) throws SQLException {
        List<Due> due = DUE.list(
                connection,
                select -> select.number("limit", limit),
                row -> new Due(
                        row.getObject(1, UUID.class),
                        row.getInt(2),
                        row.getString(3),
                        row.getBoolean(5) ? null : row.getString(4)));
        List<Due> taken = Rows.hits(connection, TAKE, due, (delete, job) -> delete.uuid("job", job.id()));
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
