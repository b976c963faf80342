package io.nightshift.store.schedule;

import io.nightshift.store.sql.Values;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.ZoneId;
import java.util.UUID;

/** A row of {@code schedule} as a {@link Schedule}. */
final class ScheduleRow {

    static final String COLUMNS =
            "id, name, type, queue, priority, args, cron, time_zone, interval_ms, overlap, paused_by,"
                    + " paused_at, next_fire_at, last_fire_at, last_job_id, created_by, created_at, updated_at, version";

    private ScheduleRow() {}

    static Schedule read(ResultSet row) throws SQLException {
        long interval = row.getLong(9);
        boolean noInterval = row.wasNull();
        return new Schedule(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getString(6),
                row.getString(7),
                ZoneId.of(row.getString(8)),
                noInterval ? null : Duration.ofMillis(interval),
                Schedule.Overlap.valueOf(row.getString(10)),
                row.getString(11),
                Values.instant(row, 12),
                Values.instant(row, 13),
                Values.instant(row, 14),
                row.getObject(15, UUID.class),
                row.getString(16),
                Values.instantOf(row, 17),
                Values.instantOf(row, 18),
                row.getLong(19));
    }

    /** Binds name, type, queue, priority, args, cron, zone, interval, overlap and the next trigger, from a place on. */
    static int bindRule(PreparedStatement statement, int first, Schedule schedule) throws SQLException {
        int at = first;
        Duration interval = schedule.interval();
        statement.setString(at++, schedule.name());
        statement.setString(at++, schedule.type());
        statement.setString(at++, schedule.queue());
        statement.setInt(at++, schedule.priority());
        statement.setString(at++, schedule.args());
        statement.setString(at++, schedule.cron());
        statement.setString(at++, schedule.zone().getId());
        if (interval == null) {
            statement.setNull(at++, Types.BIGINT);
        } else {
            statement.setLong(at++, interval.toMillis());
        }
        statement.setString(at++, schedule.overlap().name());
        Values.instant(statement, at++, schedule.nextFireAt());
        return at;
    }
}
