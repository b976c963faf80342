package io.nightshift.store.type;

import io.nightshift.api.job.JobId;
import io.nightshift.store.sql.Values;
import io.nightshift.store.type.Breaker.Rule;
import io.nightshift.store.type.Breaker.State;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A breaker as columns, and the moves between its states as the right sides of updates. */
final class BreakerColumns {

    /** To be selected in this order. */
    static final String NAMES = "breaker_percent, breaker_minimum, breaker_window_ms, breaker_pause_ms, breaker_since,"
            + " breaker_by, breaker_reason, breaker_until, breaker_probe, breaker_until <= current_timestamp";

    static final String RULE = "breaker_percent = ?, breaker_minimum = ?, breaker_window_ms = ?, breaker_pause_ms = ?";

    /** Who and why are parameters 1 and 2. */
    private static final String NOW =
            "breaker_by = ?, breaker_reason = ?, breaker_since = current_timestamp," + " breaker_probe = null, ";

    static final String OPEN = NOW + "breaker_opened = 1, breaker_until = current_timestamp"
            + " + breaker_pause_ms * interval '0.001' second";

    /** A pause twice as long as the last one. */
    static final String OPEN_AGAIN = NOW + "breaker_opened = breaker_opened + 1, breaker_until = current_timestamp"
            + " + least(breaker_pause_ms * case breaker_opened when 1 then 2 when 2 then 4 when 3 then 8 else "
            + Breaker.MOST_PAUSES + " end, " + Breaker.LONGEST_PAUSE.toMillis() + ") * interval '0.001' second";

    static final String CLOSE = NOW + "breaker_opened = 0, breaker_until = null";

    /** As if there had never been one. */
    static final String NONE = "breaker_by = null, breaker_reason = null, breaker_since = null, breaker_probe = null,"
            + " breaker_opened = 0, breaker_until = null";

    private BreakerColumns() {}

    /** Reads the breaker, whose first column has this number; null if the type has none. */
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

    /** Fills {@link #RULE}. */
    static void bind(PreparedStatement update, int at, @Nullable Rule rule) throws SQLException {
        if (rule == null) {
            update.setNull(at, Types.INTEGER);
            update.setNull(at + 1, Types.INTEGER);
            update.setNull(at + 2, Types.BIGINT);
            update.setNull(at + 3, Types.BIGINT);
        } else {
            update.setInt(at, rule.failurePercent());
            update.setInt(at + 1, rule.minimum());
            update.setLong(at + 2, rule.window().toMillis());
            update.setLong(at + 3, rule.pause().toMillis());
        }
    }
}
