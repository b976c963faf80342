package io.nightshift.store.postgres;

import io.nightshift.api.job.JobId;
import io.nightshift.store.finish.EndedRow;
import io.nightshift.store.finish.Finish;
import io.nightshift.store.port.Finished;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One statement for a batch; a batch in which nothing failed or snoozes takes a shorter one. */
final class PgFinish implements Finish {

    private static final String CLAIMS = """
            with l as materialized (
              select k.ix, c.id, c.job_ids, c.attempts, c.cancels
              from unnest(?::uuid[]) with ordinality k(id, ix) join claim c on c.id = k.id
              where c.incarnation = ? and %f order by c.id for update of c),
            """.replace("%f", PgPlan.FRESH);

    private static final String COLUMNS =
            "?::int[], ?::uuid[], ?::int[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[]";
    private static final String NAMES = "ix, job, attempt, decision, result, ran, ago, node";

    private static final String OUTCOMES = """
            o as (
              insert into outcome (job_id, state, attempt, result, started_at, finished_at, node)
              select job, decision, attempt, result,
                case when decision <> 'EXPIRED' then statement_timestamp() - (ago + ran) * interval '1 microsecond' end,
                statement_timestamp() - ago * interval '1 microsecond', node
              from d where decision <> 'RETRY')
            """;

    private static final String FENCED = "select job from m where wanted and not held";

    private static final String WITHOUT_FAILURES = CLAIMS
            + "f as materialized (select * from unnest(" + COLUMNS + ") f(" + NAMES + ")),\n"
            + PgHeld.TAKE
            + "d as materialized (select * from m where held and wanted),\n"
            + OUTCOMES + FENCED;

    /**
     * Attempts are counted only when the number of the attempt says that they could be used up. A request to cancel wins
     * over another attempt and over a snooze, but not over the truth that there is no attempt left. LATE is DEAD with the reason
     * that the next run would come after the job's time limit.
     */
    private static final String TROUBLED = CLAIMS
            + "f as materialized (select * from unnest(" + COLUMNS
            + ", ?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[]) f(" + NAMES
            + ", max_attempts, retry_in, kind, error_class, message, stack_trace)),\n"
            + PgHeld.TAKE
            + """
            v as materialized (
              select m.ix, m.job, m.attempt, m.result, m.ran, m.ago, m.node, m.retry_in,
                m.kind, m.error_class, m.message, m.stack_trace,
                m.decision = 'SNOOZE' as snoozes,
                case when m.decision not in ('RETRY', 'SNOOZE') then m.decision
                  when m.decision = 'RETRY' and m.attempt >= m.max_attempts and m.max_attempts <= 1 + (
                    select count(*) from attempt t where t.job_id = m.job and t.kind in ('FAILED', 'TIMED_OUT')
                    and t.attempt > coalesce(
                      (select max(p.attempt) from outcome_history p where p.job_id = m.job), 0)) then 'DEAD'
                  when exists (select 1 from l where l.ix = m.ix and m.job = any(l.cancels)) then 'CANCELLED'
                  when exists (select 1 from job j where j.id = m.job
                    and j.end_before <= statement_timestamp() + m.retry_in * interval '1 microsecond') then 'LATE'
                  else 'RETRY' end as decided
              from m where held and wanted),
            d as materialized (
              select v.*, case decided when 'LATE' then 'DEAD' else decided end as decision,
                case decided when 'LATE' then '%r' end as reason
              from v),
            t as (
              insert into attempt (job_id, attempt, kind, error_class, message, stack_trace, started_at, finished_at, node)
              select job, attempt, kind, error_class, message, stack_trace,
                statement_timestamp() - (ago + ran) * interval '1 microsecond',
                statement_timestamp() - ago * interval '1 microsecond', node
              from d where kind is not null),
            s as (
              insert into scheduled (job_id, queue, due, attempt)
              select d.job, j.queue, statement_timestamp() + d.retry_in * interval '1 microsecond',
                d.attempt + case when d.snoozes then 0 else 1 end
              from d join job j on j.id = d.job where d.decision = 'RETRY'),
            """.replace("%r", LATE);

    private static final String WITH_REASONS = OUTCOMES.replace("finished_at, node)", "finished_at, node, reason)")
            .replace("'1 microsecond', node\n", "'1 microsecond', node, reason\n");

    private static final String WITH_FAILURES = TROUBLED + WITH_REASONS + FENCED;

    private static final String WITH_SNOOZES = TROUBLED + """
            z as materialized (select job, attempt from d where snoozes and decision = 'RETRY'),
            y as (
              insert into snooze (job_id, attempt, lines)
              select job, attempt,
                (select coalesce(max(g.line), 0) from job_log g where g.job_id = z.job and g.attempt = z.attempt)
              from z on conflict (job_id) do update set attempt = excluded.attempt, lines = excluded.lines),
            pl as materialized (
              select r.job_id from progress r join z on z.job = r.job_id and z.attempt = r.attempt
              order by r.job_id for update of r),
            p as (update progress r set resting = true from pl where r.job_id = pl.job_id),
            el as materialized (
              select r.job_id, r.end_before from expiry r join z on z.job = r.job_id for update of r skip locked),
            e as (delete from expiry r using el where r.job_id = el.job_id and el.end_before is null),
            w as (
              update expiry r set start_before = null, look_at = r.end_before
              from el where r.job_id = el.job_id and el.end_before is not null),
            """ + WITH_REASONS + FENCED;

    @Override
    public Set<JobId> finish(Connection connection, UUID incarnation, List<Finished> finished) throws SQLException {
        List<EndedRow> ended = EndedRow.of(finished);
        boolean snoozes = ended.stream().anyMatch(one -> one.decision() == EndedRow.Decision.SNOOZE);
        boolean failures = snoozes || ended.stream().anyMatch(one -> one.failure() != null);
        Map<UUID, Integer> claims = new HashMap<>();
        List<UUID> order = new ArrayList<>();
        for (EndedRow one : ended) {
            if (claims.putIfAbsent(one.claim(), order.size() + 1) == null) {
                order.add(one.claim());
            }
        }
        String sql = failures ? (snoozes ? WITH_SNOOZES : WITH_FAILURES) : WITHOUT_FAILURES;
        try (PreparedStatement finish = connection.prepareStatement(sql)) {
            PgArray.uuids(finish, 1, order, id -> id);
            finish.setObject(2, incarnation);
            PgArray.numbers(finish, 3, ended, one -> claims.getOrDefault(one.claim(), 0));
            PgArray.uuids(finish, 4, ended, one -> one.id().value());
            PgArray.numbers(finish, 5, ended, EndedRow::attempt);
            PgArray.texts(finish, 6, ended, one -> one.decision().name());
            PgArray.texts(finish, 7, ended, EndedRow::result);
            PgArray.numbers(finish, 8, ended, EndedRow::ran);
            PgArray.numbers(finish, 9, ended, EndedRow::ago);
            PgArray.texts(finish, 10, ended, EndedRow::node);
            if (failures) {
                PgArray.numbers(finish, 11, ended, EndedRow::maxAttempts);
                PgArray.numbers(finish, 12, ended, EndedRow::retryIn);
                PgArray.texts(finish, 13, ended, failure(EndedRow.Failure::kind));
                PgArray.texts(finish, 14, ended, failure(EndedRow.Failure::errorClass));
                PgArray.texts(finish, 15, ended, failure(EndedRow.Failure::message));
                PgArray.texts(finish, 16, ended, failure(EndedRow.Failure::stackTrace));
            }
            Set<JobId> fenced = new HashSet<>();
            try (ResultSet row = finish.executeQuery()) {
                while (row.next()) {
                    fenced.add(new JobId(row.getObject(1, UUID.class)));
                }
            }
            return fenced;
        }
    }

    private static Function<EndedRow, @Nullable String> failure(Function<EndedRow.Failure, @Nullable String> column) {
        return ended -> ended.failure() == null ? null : column.apply(ended.failure());
    }
}
