package io.nightshift.store.postgres;

import io.nightshift.store.duty.Rescue;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One statement. Claims of a node that nobody knows any more are found too. */
final class PgRescue implements Rescue {

    private static final Sql RESCUE = SqlFile.of(PgRescue.class).statement("rescue", "claims", "losses", "message");

    @Override
    public Rescued rescue(Connection connection, int maxClaims, int maxLosses) throws SQLException {
        try (Bound rescue = RESCUE.on(connection)) {
            rescue.number("claims", maxClaims).number("losses", maxLosses).text("message", MESSAGE);
            Map<String, Integer> queues = new HashMap<>();
            List<UUID> ended = new ArrayList<>();
            try (ResultSet row = rescue.query()) {
                while (row.next()) {
                    UUID job = row.getObject(3, UUID.class);
                    if (job == null) {
                        queues.put(row.getString(1), row.getInt(2));
                    } else {
                        ended.add(job);
                    }
                }
            }
            return new Rescued(queues, ended);
        }
    }
}
