package io.nightshift.store.queue;

import io.nightshift.store.queue.Limits.Rate;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Limits as columns: a queue and a job type have the same ones. */
public final class LimitColumns {

    private LimitColumns() {}

    /**
     * Reads the limits, whose first column has this number: {@code max_running, rate_count, rate_period_ms, window_start,
     * window_used} in this order.
     */
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

    /** Gives the parameters {@code most}, {@code count} and {@code period} their values. */
    public static void bind(Bound update, Limits limits) throws SQLException {
        Rate rate = limits.rate();
        update.maybe("most", limits.maxRunning())
                .maybe("count", rate == null ? null : rate.count())
                .maybe("period", rate == null ? null : rate.period().toMillis());
    }
}
