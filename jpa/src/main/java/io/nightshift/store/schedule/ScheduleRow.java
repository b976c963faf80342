package io.nightshift.store.schedule;

import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.UUID;

/** A row of {@code schedule} as a {@link Schedule}. */
final class ScheduleRow {

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

    /** Binds what a schedule says: name, type, queue, priority, args, cron, zone, interval, overlap and the next trigger. */
    static void bindRule(Bound statement, Schedule schedule) throws SQLException {
        Duration interval = schedule.interval();
        statement
                .text("name", schedule.name())
                .text("type", schedule.type())
                .text("queue", schedule.queue())
                .number("priority", schedule.priority())
                .text("args", schedule.args())
                .text("cron", schedule.cron())
                .text("zone", schedule.zone().getId())
                .maybe("interval", interval == null ? null : interval.toMillis())
                .text("overlap", schedule.overlap().name())
                .instant("next", schedule.nextFireAt());
    }
}
