package io.nightshift.store.schedule;

import io.nightshift.api.job.JobId;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.schedule.ScheduleStore.Due;
import io.nightshift.store.schedule.ScheduleStore.Fire;
import io.nightshift.store.schedule.ScheduleStore.Fired;
import io.nightshift.store.schedule.ScheduleStore.Plan;
import io.nightshift.store.schedule.ScheduleStore.Result;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import io.nightshift.store.submit.JobInsert;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fires what is due: per schedule one transaction that locks its row, records the instant, stores the job and moves the
 * next trigger on.
 */
final class Firing {

    /** So many schedules that cannot be fired may lie in front of those that can. */
    private static final int BAD = 1_000;

    private final Transactor transactor;
    private final JobInsert jobs;
    /** The instant at which a schedule was last complained about: it stays due, and is tried at every tick. */
    private final Map<UUID, Instant> complained = new ConcurrentHashMap<>();

    Firing(Transactor transactor, JobInsert jobs) {
        this.transactor = transactor;
        this.jobs = jobs;
    }

    List<Fired> fireDue(Function<Due, Plan> plan, int limit) {
        List<Fired> fired = new ArrayList<>();
        int done = 0;
        for (Candidate candidate : due(limit + BAD)) {
            if (done == limit) {
                break;
            }
            try {
                List<Fired> one = transactor.transact(
                        "Firing schedule " + candidate.name(), connection -> fire(connection, candidate.id(), plan));
                fired.addAll(one);
                done += one.isEmpty() ? 0 : 1;
            } catch (RuntimeException e) {
                complain(candidate, e);
            }
        }
        return fired;
    }

    private void complain(Candidate candidate, RuntimeException e) {
        if (complained.size() > BAD) {
            complained.clear();
        }
        Instant before = complained.put(candidate.id(), candidate.fireAt());
        if (!candidate.fireAt().equals(before)) {
            ScheduleLog.LOG.notFired(candidate.name(), candidate.id(), e);
        }
    }

    private List<Candidate> due(int limit) {
        return transactor.call("Looking for due schedules", connection -> {
            List<Candidate> due = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("""
                    select id, name, next_fire_at from schedule
                    where next_fire_at <= current_timestamp and paused_at is null order by next_fire_at limit ?""")) {
                select.setInt(1, limit);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        due.add(new Candidate(
                                row.getObject(1, UUID.class), row.getString(2), Values.instantOf(row, 3)));
                    }
                }
            }
            return due;
        });
    }

    /** Answers nothing if another node was faster. */
    private List<Fired> fire(Connection connection, UUID id, Function<Due, Plan> plan) throws SQLException {
        Schedule schedule = lock(connection, id);
        Instant fireAt = schedule == null ? null : schedule.nextFireAt();
        if (schedule == null || fireAt == null) {
            return List.of();
        }
        Plan what = plan.apply(new Due(schedule, Values.now(connection), ended(connection, schedule.lastJobId())));
        List<Fired> fired = new ArrayList<>();
        NewJob job = what.job();
        JobId stored = null;
        // Recorded first: if somebody set the schedule back, an instant that was done before is not done again.
        if (record(connection, id, fireAt, job == null ? Result.SKIPPED : Result.FIRED, job)) {
            if (job == null) {
                fired.add(new Fired(id, fireAt, Result.SKIPPED, null, null));
            } else {
                stored = store(connection, job, id, fireAt);
                fired.add(new Fired(id, fireAt, Result.FIRED, stored, job.queue()));
            }
        }
        for (Instant missed : what.coalesced()) {
            if (record(connection, id, missed, Result.COALESCED, null)) {
                fired.add(new Fired(id, missed, Result.COALESCED, null, null));
            }
        }
        move(connection, schedule, what.nextFireAt(), fireAt, stored);
        return fired;
    }

    private JobId store(Connection connection, NewJob job, UUID id, Instant fireAt) throws SQLException {
        Inserted inserted = jobs.insert(connection, List.of(job)).get(0);
        if (inserted.kind() != Inserted.Kind.CREATED) {
            throw new IllegalStateException("The job of schedule " + id + " for " + fireAt
                    + " carries an idempotency key that names job " + inserted.id() + " already");
        }
        return inserted.id();
    }

    private static @Nullable Schedule lock(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select " + ScheduleRow.COLUMNS
                + " from schedule where id = ? and next_fire_at <= current_timestamp and paused_at is null"
                + " for update skip locked")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? ScheduleRow.read(row) : null;
            }
        }
    }

    private static boolean ended(Connection connection, @Nullable UUID job) throws SQLException {
        if (job == null) {
            return true;
        }
        // A job that retention has removed had ended too.
        try (PreparedStatement select = connection.prepareStatement(
                "select 1 from job j where j.id = ? and not exists (select 1 from outcome o where o.job_id = j.id)")) {
            select.setObject(1, job);
            try (ResultSet row = select.executeQuery()) {
                return !row.next();
            }
        }
    }

    private static boolean record(Connection connection, UUID id, Instant fireAt, Result result, @Nullable NewJob job)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into schedule_fire (schedule_id, fire_at, result, job_id, recorded_at)
                values (?, ?, ?, ?, current_timestamp) on conflict do nothing""")) {
            insert.setObject(1, id);
            Values.instant(insert, 2, fireAt);
            insert.setString(3, result.name());
            Values.uuid(insert, 4, job == null ? null : job.id().value());
            return insert.executeUpdate() > 0;
        }
    }

    private static void move(
            Connection connection, Schedule schedule, @Nullable Instant next, Instant fireAt, @Nullable JobId job)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update schedule set next_fire_at = ?, last_fire_at = ?, last_job_id = ? where id = ?")) {
            Values.instant(update, 1, next);
            Values.instant(update, 2, fireAt);
            Values.uuid(update, 3, job == null ? schedule.lastJobId() : job.value());
            update.setObject(4, schedule.id());
            update.executeUpdate();
        }
    }

    static Fire read(ResultSet row) throws SQLException {
        UUID job = row.getObject(3, UUID.class);
        return new Fire(
                Values.instantOf(row, 1),
                Result.valueOf(row.getString(2)),
                job == null ? null : new JobId(job),
                Values.instantOf(row, 4));
    }

    private record Candidate(UUID id, String name, Instant fireAt) {}
}
