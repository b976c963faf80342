package io.nightshift.store.schedule;

import io.nightshift.api.job.JobId;
import io.nightshift.store.port.Inserted;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.schedule.ScheduleStore.Due;
import io.nightshift.store.schedule.ScheduleStore.Fire;
import io.nightshift.store.schedule.ScheduleStore.Fired;
import io.nightshift.store.schedule.ScheduleStore.Plan;
import io.nightshift.store.schedule.ScheduleStore.Result;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import io.nightshift.store.submit.JobInsert;
import java.sql.Connection;
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

    private static final SqlFile FILE = SqlFile.of(Firing.class);
    private static final Sql DUE = FILE.statement("due", "limit");
    private static final Sql LOCK = FILE.statement("lock", "id");
    private static final Sql NOT_ENDED = FILE.statement("not-ended", "job");
    private static final Sql RECORD = FILE.statement("record", "id", "instant", "result", "job");
    private static final Sql MOVE = FILE.statement("move", "next", "instant", "job", "id");

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
        return transactor.call(
                "Looking for due schedules",
                connection -> DUE.list(
                        connection,
                        select -> select.number("limit", limit),
                        row -> new Candidate(
                                row.getObject(1, UUID.class), row.getString(2), Values.instantOf(row, 3))));
    }

    /** Answers nothing if another node was faster. */
    private List<Fired> fire(Connection connection, UUID id, Function<Due, Plan> plan) throws SQLException {
        Schedule schedule = LOCK.first(connection, select -> select.uuid("id", id), ScheduleRow::read);
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

    private static boolean ended(Connection connection, @Nullable UUID job) throws SQLException {
        return job == null || !Rows.exists(connection, NOT_ENDED, job);
    }

    private static boolean record(Connection connection, UUID id, Instant fireAt, Result result, @Nullable NewJob job)
            throws SQLException {
        return RECORD.update(
                        connection,
                        insert -> insert.uuid("id", id)
                                .instant("instant", fireAt)
                                .text("result", result.name())
                                .uuid("job", job == null ? null : job.id().value()))
                > 0;
    }

    private static void move(
            Connection connection, Schedule schedule, @Nullable Instant next, Instant fireAt, @Nullable JobId job)
            throws SQLException {
        MOVE.update(
                connection,
                update -> update.instant("next", next)
                        .instant("instant", fireAt)
                        .uuid("job", job == null ? schedule.lastJobId() : job.value())
                        .uuid("id", schedule.id()));
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
