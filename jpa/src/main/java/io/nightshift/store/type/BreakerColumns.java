package io.nightshift.store.type;

import io.nightshift.api.job.JobId;
import io.nightshift.store.sql.Values;
import io.nightshift.store.type.Breaker.Rule;
import io.nightshift.store.type.Breaker.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A breaker as columns. */
final class BreakerColumns {

    private BreakerColumns() {}

    /**
     * Reads the breaker, whose first column has this number; null if the type has none. The columns are percent, minimum, window,
     * pause, since, by, reason, until, probe, and whether until has passed.
     */
    static @Nullable Breaker read(ResultSet row, int at) throws SQLException {
        int percent = row.getInt(at);
        if (row.wasNull()) {
            return null;
        }
        Rule rule = new Rule(
                percent,
                row.getInt(at + 1),
                Duration.ofMillis(row.getLong(at + 2)),
                Duration.ofMillis(row.getLong(at + 3)));
        UUID probe = row.getObject(at + 8, UUID.class);
        boolean over = row.getBoolean(at + 9);
        State state = row.wasNull() ? State.CLOSED : over ? State.HALF_OPEN : State.OPEN;
        return new Breaker(
                rule,
                state,
                Values.instant(row, at + 4),
                row.getString(at + 5),
                row.getString(at + 6),
                Values.instant(row, at + 7),
                probe == null ? null : new JobId(probe));
    }
}
