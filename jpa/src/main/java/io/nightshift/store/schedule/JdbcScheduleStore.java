package io.nightshift.store.schedule;

import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import io.nightshift.store.submit.JobInsert;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows in plain statements; firing is {@link Firing}. */
public final class JdbcScheduleStore implements ScheduleStore {

    private final Transactor transactor;
    private final Firing firing;

    /** Uses a database. */
    public JdbcScheduleStore(Transactor transactor, JobInsert insert) {
        this.transactor = transactor;
        this.firing = new Firing(transactor, insert);
    }

    @Override
    public List<Schedule> all() {
        return transactor.call("Reading the schedules", connection -> {
            List<Schedule> schedules = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "select " + ScheduleRow.COLUMNS + " from schedule order by name");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    schedules.add(ScheduleRow.read(row));
                }
            }
            return schedules;
        });
    }

    @Override
    public Optional<Schedule> find(UUID id) {
        return transactor.call("Reading schedule " + id, connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select " + ScheduleRow.COLUMNS + " from schedule where id = ?")) {
                select.setObject(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(ScheduleRow.read(row)) : Optional.<Schedule>empty();
                }
            }
        });
    }

    @Override
    public boolean insert(Schedule schedule) {
        return transactor.call("Adding schedule " + schedule.name(), connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into schedule (id, name, type, queue, priority, args, cron, time_zone, interval_ms, overlap,
                      next_fire_at, paused_by, paused_at, created_by, created_at, updated_at, version)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, current_timestamp, ?)
                    on conflict do nothing""")) {
                insert.setObject(1, schedule.id());
                int at = ScheduleRow.bindRule(insert, 2, schedule);
                insert.setString(at++, schedule.pausedBy());
                Values.instant(insert, at++, schedule.pausedAt());
                insert.setString(at++, Values.fit(schedule.createdBy(), 200));
                // The caller's, not the statement's: intervals are counted from it, the first instant already was.
                Values.instant(insert, at++, schedule.createdAt());
                insert.setLong(at, schedule.version());
                return insert.executeUpdate() > 0;
            }
        });
    }

    @Override
    public boolean update(Schedule schedule) {
        return transactor.call("Changing schedule " + schedule.name(), connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update schedule set name = ?, type = ?, queue = ?, priority = ?, args = ?, cron = ?, time_zone = ?,
                      interval_ms = ?, overlap = ?, next_fire_at = ?, updated_at = current_timestamp, version = version + 1
                    where id = ? and version = ?""")) {
                int at = ScheduleRow.bindRule(update, 1, schedule);
                update.setObject(at++, schedule.id());
                update.setLong(at, schedule.version());
                return update.executeUpdate() > 0;
            } catch (SQLException e) {
                // 23505: the new name is another schedule's.
                if ("23505".equals(e.getSQLState())) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public boolean delete(UUID id) {
        return transactor.transact("Removing schedule " + id, connection -> {
            int removed;
            try (PreparedStatement delete = connection.prepareStatement("delete from schedule where id = ?")) {
                delete.setObject(1, id);
                removed = delete.executeUpdate();
            }
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from schedule_fire where schedule_id = ?")) {
                delete.setObject(1, id);
                delete.executeUpdate();
            }
            return removed > 0;
        });
    }

    @Override
    public boolean pause(UUID id, String by) {
        return transactor.call("Pausing schedule " + id, connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update schedule set paused_by = ?, paused_at = current_timestamp where id = ? and paused_at is null")) {
                update.setString(1, Values.fit(by, 200));
                update.setObject(2, id);
                return update.executeUpdate() > 0;
            }
        });
    }

    @Override
    public boolean resume(UUID id, @Nullable Instant nextFireAt) {
        return transactor.call("Resuming schedule " + id, connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update schedule set paused_by = null, paused_at = null, next_fire_at = ?
                    where id = ? and paused_at is not null""")) {
                Values.instant(update, 1, nextFireAt);
                update.setObject(2, id);
                return update.executeUpdate() > 0;
            }
        });
    }

    @Override
    public Instant now() {
        return transactor.call("Reading the database's clock", Values::now);
    }

    @Override
    public List<Fired> fireDue(Function<Due, Plan> plan, int limit) {
        return firing.fireDue(plan, limit);
    }

    @Override
    public List<Fire> fires(UUID id, int limit) {
        return transactor.call("Reading the triggers of schedule " + id, connection -> {
            List<Fire> fires = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("""
                    select fire_at, result, job_id, recorded_at from schedule_fire where schedule_id = ?
                    order by fire_at desc limit ?""")) {
                select.setObject(1, id);
                select.setInt(2, limit);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        fires.add(Firing.read(row));
                    }
                }
            }
            return fires;
        });
    }
}
