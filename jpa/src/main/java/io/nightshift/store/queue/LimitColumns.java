package io.nightshift.store.queue;

import io.nightshift.store.queue.Limits.Rate;
import io.nightshift.store.sql.Values;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;

/** Limits as columns: a queue and a job type have the same ones. */
public final class LimitColumns {

    /** To be selected in this order. */
    public static final String NAMES = "max_running, rate_count, rate_period_ms, window_start, window_used";

    /** The right side of an update that {@link #bind} fills; a new rate begins with an unused period. */
    public static final String SET =
            "max_running = ?, rate_count = ?, rate_period_ms = ?, window_start = null, window_used = 0";

    private LimitColumns() {}

    /** Reads the limits, whose first column has this number. */
    public static Limits limits(ResultSet row, int at) throws SQLException {
        int max = row.getInt(at);
        Integer maxRunning = row.wasNull() ? null : max;
        int count = row.getInt(at + 1);
        boolean rated = !row.wasNull();
        return new Limits(maxRunning, rated ? new Rate(count, Duration.ofMillis(row.getLong(at + 2))) : null);
    }

    /** Reads the period, from the same columns. */
    public static Window window(ResultSet row, int at) throws SQLException {
        return new Window(Values.instant(row, at + 3), row.getInt(at + 4));
    }

    /** Fills {@link #SET}. */
    public static void bind(PreparedStatement update, int at, Limits limits) throws SQLException {
        Integer maxRunning = limits.maxRunning();
        Rate rate = limits.rate();
        if (maxRunning == null) {
            update.setNull(at, Types.INTEGER);
        } else {
            update.setInt(at, maxRunning);
        }
        if (rate == null) {
            update.setNull(at + 1, Types.INTEGER);
            update.setNull(at + 2, Types.BIGINT);
        } else {
            update.setInt(at + 1, rate.count());
            update.setLong(at + 2, rate.period().toMillis());
        }
    }
}
