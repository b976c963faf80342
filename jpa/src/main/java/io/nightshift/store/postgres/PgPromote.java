package io.nightshift.store.postgres;

import io.nightshift.store.duty.Promote;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One statement. */
final class PgPromote implements Promote {

    private static final Sql PROMOTE = SqlFile.of(PgPromote.class).statement("promote", "limit");

    @Override
    public Promoted promote(Connection connection, int limit) throws SQLException {
        try (Bound promote = PROMOTE.on(connection)) {
            promote.number("limit", limit);
            Map<String, Integer> queues = new HashMap<>();
            Set<String> gates = new HashSet<>();
            try (ResultSet row = promote.query()) {
                while (row.next()) {
                    queues.merge(row.getString(1), row.getInt(2), Integer::sum);
                    String gate = row.getString(3);
                    if (gate != null) {
                        gates.add(gate);
                    }
                }
            }
            return new Promoted(queues, gates);
        }
    }
}
