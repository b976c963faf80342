package io.nightshift.store.read;

import io.nightshift.api.job.AttemptError;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.api.job.JobState;
import io.nightshift.api.job.Progress;
import io.nightshift.store.port.JobSearch.Row;
import io.nightshift.store.read.RunningJobs.Run;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what is known of jobs whose ids are known: one statement for all places, one more for the claims if some
 * of them run. RUNNING is "in no other place", so that needs no look into the claims.
 */
final class JobReader {

    private static final String COLUMNS = """
            select j.id as id, j.type as type, j.queue as queue, j.priority as priority, j.maxAttempts as maxAttempts,
              j.tags as tags, j.tenant as tenant, j.submitter as submitter, j.submittedAt as submittedAt,
              o.state as ended, o.attempt as endedAttempt, o.startedAt as startedAt, o.finishedAt as finishedAt,
              o.node as node,
              r.attempt as readyAttempt, s.attempt as scheduledAttempt, s.due as due, b.attempt as blockedAttempt,
              p.attempt as reportedAttempt, p.done as done, p.total as total, p.note as note,
              p.node as reportedNode, p.startedAt as reportedStart, p.updatedAt as reportedAt, p.resting as resting,
              (select max(a.attempt) from AttemptEntity a where a.jobId = j.id) as failedAttempt,
              (select coalesce(a.message, a.errorClass) from AttemptEntity a where a.jobId = j.id
                order by a.attempt desc limit 1) as error""";

    private static final String FROM = """
            from JobEntity j
              left join OutcomeEntity o on o.jobId = j.id
              left join ReadyEntity r on r.queue = j.queue and r.tenant = coalesce(j.tenant, '') and r.priority = j.priority and r.jobId = j.id
              left join ScheduledEntity s on s.jobId = j.id
              left join BlockedEntity b on b.jobId = j.id
              left join ProgressEntity p on p.jobId = j.id
              where j.id in :ids""";

    private static final int TRIES = 3;

    private final EntityManager em;
    private final ReadLimits limits;
    private final SearchSql sql;

    JobReader(EntityManager em, ReadLimits limits, SearchSql sql) {
        this.em = em;
        this.limits = limits;
        this.sql = sql;
    }

    /** The rows of these jobs in the same order; unknown ids are left out. */
    Map<JobId, Row> rows(Collection<UUID> ids) {
        Map<UUID, Tuple> found = read(COLUMNS + "\n" + FROM, ids);
        Map<UUID, Run> runs = runs(found);
        Map<JobId, Row> rows = new LinkedHashMap<>();
        for (UUID id : ids) {
            Tuple job = found.get(id);
            if (job != null) {
                rows.put(new JobId(id), row(job, runs.get(id)));
            }
        }
        return rows;
    }

    /** All of one job. */
    Optional<JobSnapshot> find(UUID id) {
        for (int i = 1; ; i++) {
            Tuple job = read(
                            COLUMNS
                                    + ", j.args as args, o.result as result, j.endBefore as endBefore, o.reason as reason\n"
                                    + FROM,
                            List.of(id))
                    .get(id);
            if (job == null) {
                return Optional.empty();
            }
            Run run = runs(Map.of(id, job)).get(id);
            // In no place and then in no claim: it moved between the two statements. Look again.
            if (state(job) != JobState.RUNNING || run != null || i == TRIES) {
                return Optional.of(snapshot(row(job, run), job, errors(id)));
            }
        }
    }

    private Map<UUID, Tuple> read(String hql, Collection<UUID> ids) {
        Map<UUID, Tuple> found = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            limits.of(em.createQuery(hql, Tuple.class))
                    .setParameter("ids", ids)
                    .getResultList()
                    .forEach(job -> found.put(job.get("id", UUID.class), job));
        }
        return found;
    }

    private Map<UUID, Run> runs(Map<UUID, Tuple> jobs) {
        List<UUID> running = jobs.entrySet().stream()
                .filter(job -> state(job.getValue()) == JobState.RUNNING)
                .map(Map.Entry::getKey)
                .toList();
        return new RunningJobs(em, limits).of(running, sql.intersectsArrays());
    }

    private List<AttemptError> errors(UUID id) {
        return limits
                .of(em.createQuery(
                        "select a from AttemptEntity a where a.jobId = :id order by a.attempt", AttemptEntity.class))
                .setParameter("id", id)
                .getResultList()
                .stream()
                .map(AttemptEntity::error)
                .toList();
    }

    private static JobSnapshot snapshot(Row row, Tuple job, List<AttemptError> errors) {
        return new JobSnapshot(
                row.id(),
                row.type(),
                row.queue(),
                row.priority(),
                row.state(),
                row.attempt(),
                row.maxAttempts(),
                job.get("args", String.class),
                row.tags(),
                row.tenant(),
                row.submitter(),
                row.submittedAt(),
                row.dueAt(),
                row.startedAt(),
                row.finishedAt(),
                row.node(),
                row.progress(),
                job.get("result", String.class),
                errors,
                job.get("endBefore", Instant.class),
                job.get("reason", String.class));
    }

    private static Row row(Tuple job, @Nullable Run run) {
        JobState state = state(job);
        int attempt = attempt(job, run);
        Integer reported = job.get("reportedAttempt", Integer.class);
        // A report of an attempt before says nothing about this one.
        boolean current = reported != null && reported == attempt;
        boolean running = state == JobState.RUNNING;
        // Nor does one from before the attempt snoozed say when it goes on.
        boolean started = current && !job.get("resting", Boolean.class);
        String[] tags = job.get("tags", String[].class);
        return new Row(
                new JobId(job.get("id", UUID.class)),
                job.get("type", String.class),
                job.get("queue", String.class),
                job.get("priority", Short.class),
                state,
                attempt,
                job.get("maxAttempts", Short.class),
                tags == null ? List.of() : List.of(tags),
                job.get("tenant", String.class),
                job.get("submitter", String.class),
                job.get("submittedAt", Instant.class),
                job.get("due", Instant.class),
                running && started ? job.get("reportedStart", Instant.class) : job.get("startedAt", Instant.class),
                job.get("finishedAt", Instant.class),
                running ? runningOn(job, run, started) : job.get("node", String.class),
                current ? progress(job) : null,
                job.get("error", String.class));
    }

    private static @Nullable String runningOn(Tuple job, @Nullable Run run, boolean current) {
        if (run != null && run.node() != null) {
            return run.node();
        }
        return current ? job.get("reportedNode", String.class) : null;
    }

    private static @Nullable Progress progress(Tuple job) {
        long done = job.get("done", Long.class);
        long total = job.get("total", Long.class);
        String note = job.get("note", String.class);
        boolean noted = note != null && !note.isEmpty();
        // Such a row only marks that the attempt has started.
        if (done == 0 && total == 0 && !noted) {
            return null;
        }
        return new Progress(done, total, noted ? note : null, job.get("reportedAt", Instant.class));
    }

    private static JobState state(Tuple job) {
        String ended = job.get("ended", String.class);
        if (ended != null) {
            return JobState.valueOf(ended);
        }
        if (job.get("readyAttempt") != null) {
            return JobState.READY;
        }
        if (job.get("scheduledAttempt") != null) {
            return JobState.SCHEDULED;
        }
        return job.get("blockedAttempt") != null ? JobState.BLOCKED : JobState.RUNNING;
    }

    private static int attempt(Tuple job, @Nullable Run run) {
        for (String place : List.of("endedAttempt", "readyAttempt", "scheduledAttempt", "blockedAttempt")) {
            Integer attempt = job.get(place, Integer.class);
            if (attempt != null) {
                return attempt;
            }
        }
        if (run != null) {
            return run.attempt();
        }
        Integer failed = job.get("failedAttempt", Integer.class);
        return failed == null ? 1 : failed + 1;
    }
}
