package io.nightshift.store.schedule;

import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import io.nightshift.store.submit.JobInsert;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows in plain statements; firing is {@link Firing}. */
public final class JdbcScheduleStore implements ScheduleStore {

    private static final SqlFile FILE = SqlFile.of(JdbcScheduleStore.class);
    private static final Sql ALL = FILE.statement("all");
    private static final Sql FIND = FILE.statement("find", "id");
    private static final Sql INSERT = FILE.statement(
            "insert",
            "id",
            "name",
            "type",
            "queue",
            "priority",
            "args",
            "cron",
            "zone",
            "interval",
            "overlap",
            "next",
            "paused_by",
            "paused_at",
            "created_by",
            "created_at",
            "version");
    private static final Sql UPDATE = FILE.statement(
            "update",
            "name",
            "type",
            "queue",
            "priority",
            "args",
            "cron",
            "zone",
            "interval",
            "overlap",
            "next",
            "id",
            "version");
    private static final Sql DELETE = FILE.statement("delete", "id");
    private static final Sql DELETE_FIRES = FILE.statement("delete-fires", "id");
    private static final Sql PAUSE = FILE.statement("pause", "who", "id");
    private static final Sql RESUME = FILE.statement("resume", "next", "id");
    private static final Sql FIRES = FILE.statement("fires", "id", "limit");

    private final Transactor transactor;
    private final Firing firing;

    /** Uses a database. */
    public JdbcScheduleStore(Transactor transactor, JobInsert insert) {
        this.transactor = transactor;
        this.firing = new Firing(transactor, insert);
    }

    @Override
    public List<Schedule> all() {
        return transactor.call(
                "Reading the schedules", connection -> ALL.list(connection, Sql.Setter.NOTHING, ScheduleRow::read));
    }

    @Override
    public Optional<Schedule> find(UUID id) {
        return transactor.call(
                "Reading schedule " + id,
                connection -> Optional.ofNullable(
                        FIND.first(connection, select -> select.uuid("id", id), ScheduleRow::read)));
    }

    @Override
    public boolean insert(Schedule schedule) {
        return transactor.call(
                "Adding schedule " + schedule.name(),
                connection -> INSERT.update(connection, insert -> {
                            insert.uuid("id", schedule.id());
                            ScheduleRow.bindRule(insert, schedule);
                            insert.text("paused_by", schedule.pausedBy())
                                    .instant("paused_at", schedule.pausedAt())
                                    .text("created_by", Values.fit(schedule.createdBy(), 200))
                                    .instant("created_at", schedule.createdAt())
                                    .number("version", schedule.version());
                        })
                        > 0);
    }

    @Override
    public boolean update(Schedule schedule) {
        return transactor.call("Changing schedule " + schedule.name(), connection -> {
            try {
                return UPDATE.update(connection, update -> {
                            ScheduleRow.bindRule(update, schedule);
                            update.uuid("id", schedule.id()).number("version", schedule.version());
                        })
                        > 0;
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
            int removed = Rows.execute(connection, DELETE, id);
            Rows.execute(connection, DELETE_FIRES, id);
            return removed > 0;
        });
    }

    @Override
    public boolean pause(UUID id, String by) {
        return transactor.call(
                "Pausing schedule " + id,
                connection -> PAUSE.update(
                                connection,
                                update ->
                                        update.text("who", Values.fit(by, 200)).uuid("id", id))
                        > 0);
    }

    @Override
    public boolean resume(UUID id, @Nullable Instant nextFireAt) {
        return transactor.call(
                "Resuming schedule " + id,
                connection -> RESUME.update(
                                connection,
                                update -> update.instant("next", nextFireAt).uuid("id", id))
                        > 0);
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
        return transactor.call(
                "Reading the triggers of schedule " + id,
                connection ->
                        FIRES.list(connection, select -> select.uuid("id", id).number("limit", limit), Firing::read));
    }
}
