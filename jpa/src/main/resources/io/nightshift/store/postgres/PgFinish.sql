-- The ends of a batch of attempts. Each answers the jobs that were not in their claim any more: they are fenced, and nothing was
-- written for them.
--
-- Taking jobs out of claims, the same lines in each: l are locked claims (number ix, id, job_ids, attempts, cancels), f the jobs to
-- take out (ix, job, attempt). m has one row per job that is in either, held if it is in the claim; gone and kept remove the jobs in
-- both from the claims' rows, and rows that become empty as a whole.
-- Joins of two lists are full joins, for which the planner has no nested loop to fall for when it guesses that a list of 500 holds ten.

-- name: without-failures
with l as materialized (
  select k.ix, c.id, c.job_ids, c.attempts, c.cancels
  from unnest(:claims::uuid[]) with ordinality k(id, ix) join claim c on c.id = k.id
  where c.incarnation = :incarnation and (select set_config('plan_cache_mode', 'force_custom_plan', false)) is not null
  order by c.id for update of c),
f as materialized (
  select * from unnest(
    :ixs::int[], :jobs::uuid[], :numbers::int[], :decisions::text[], :results::text[], :rans::bigint[], :agos::bigint[],
    :nodes::text[])
    f(ix, job, attempt, decision, result, ran, ago, node)),
h as materialized (
  select l.ix as hix, u.j, u.a, u.o
  from l cross join lateral unnest(l.job_ids, l.attempts) with ordinality u(j, a, o)),
m as materialized (
  select f.*, h.hix, h.j, h.a, h.o, h.j is not null as held, f.job is not null as wanted
  from f full join h on h.hix = f.ix and h.j = f.job and h.a = f.attempt),
rest as materialized (
  select hix, array_agg(j order by o) as job_ids, array_agg(a order by o) as attempts
  from m where held and not wanted group by hix),
gone as (
  delete from claim c using l left join rest on rest.hix = l.ix where c.id = l.id and rest.hix is null),
kept as (
  update claim c set job_ids = rest.job_ids, attempts = rest.attempts, cancels = case when l.cancels is not null then
    (select array_agg(q) from unnest(l.cancels) q where q = any(rest.job_ids)) end
  from l join rest on rest.hix = l.ix
  where c.id = l.id and cardinality(rest.job_ids) < cardinality(l.job_ids)),
d as materialized (select * from m where held and wanted),
o as (
  insert into outcome (job_id, state, attempt, result, started_at, finished_at, node)
  select job, decision, attempt, result,
    case when decision <> 'EXPIRED' then statement_timestamp() - (ago + ran) * interval '1 microsecond' end,
    statement_timestamp() - ago * interval '1 microsecond', node
  from d where decision <> 'RETRY')
select job from m where wanted and not held;

-- name: with-failures
-- Attempts are counted only when the number of the attempt says that they could be used up. A request to cancel wins over another
-- attempt and over a snooze, but not over the truth that there is no attempt left. LATE is DEAD with the reason that the next run would
-- come after the job's time limit.
with l as materialized (
  select k.ix, c.id, c.job_ids, c.attempts, c.cancels
  from unnest(:claims::uuid[]) with ordinality k(id, ix) join claim c on c.id = k.id
  where c.incarnation = :incarnation and (select set_config('plan_cache_mode', 'force_custom_plan', false)) is not null
  order by c.id for update of c),
f as materialized (
  select * from unnest(
    :ixs::int[], :jobs::uuid[], :numbers::int[], :decisions::text[], :results::text[], :rans::bigint[], :agos::bigint[],
    :nodes::text[],
    :limits::int[], :retries::bigint[], :kinds::text[], :errors::text[], :messages::text[], :traces::text[])
    f(ix, job, attempt, decision, result, ran, ago, node, max_attempts, retry_in, kind, error_class, message, stack_trace)),
h as materialized (
  select l.ix as hix, u.j, u.a, u.o
  from l cross join lateral unnest(l.job_ids, l.attempts) with ordinality u(j, a, o)),
m as materialized (
  select f.*, h.hix, h.j, h.a, h.o, h.j is not null as held, f.job is not null as wanted
  from f full join h on h.hix = f.ix and h.j = f.job and h.a = f.attempt),
rest as materialized (
  select hix, array_agg(j order by o) as job_ids, array_agg(a order by o) as attempts
  from m where held and not wanted group by hix),
gone as (
  delete from claim c using l left join rest on rest.hix = l.ix where c.id = l.id and rest.hix is null),
kept as (
  update claim c set job_ids = rest.job_ids, attempts = rest.attempts, cancels = case when l.cancels is not null then
    (select array_agg(q) from unnest(l.cancels) q where q = any(rest.job_ids)) end
  from l join rest on rest.hix = l.ix
  where c.id = l.id and cardinality(rest.job_ids) < cardinality(l.job_ids)),
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
    case decided when 'LATE' then :late::text end as reason
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
o as (
  insert into outcome (job_id, state, attempt, result, started_at, finished_at, node, reason)
  select job, decision, attempt, result,
    case when decision <> 'EXPIRED' then statement_timestamp() - (ago + ran) * interval '1 microsecond' end,
    statement_timestamp() - ago * interval '1 microsecond', node, reason
  from d where decision <> 'RETRY')
select job from m where wanted and not held;

-- name: with-snoozes
-- As with-failures; and what rests until a snooze is over says so.
with l as materialized (
  select k.ix, c.id, c.job_ids, c.attempts, c.cancels
  from unnest(:claims::uuid[]) with ordinality k(id, ix) join claim c on c.id = k.id
  where c.incarnation = :incarnation and (select set_config('plan_cache_mode', 'force_custom_plan', false)) is not null
  order by c.id for update of c),
f as materialized (
  select * from unnest(
    :ixs::int[], :jobs::uuid[], :numbers::int[], :decisions::text[], :results::text[], :rans::bigint[], :agos::bigint[],
    :nodes::text[],
    :limits::int[], :retries::bigint[], :kinds::text[], :errors::text[], :messages::text[], :traces::text[])
    f(ix, job, attempt, decision, result, ran, ago, node, max_attempts, retry_in, kind, error_class, message, stack_trace)),
h as materialized (
  select l.ix as hix, u.j, u.a, u.o
  from l cross join lateral unnest(l.job_ids, l.attempts) with ordinality u(j, a, o)),
m as materialized (
  select f.*, h.hix, h.j, h.a, h.o, h.j is not null as held, f.job is not null as wanted
  from f full join h on h.hix = f.ix and h.j = f.job and h.a = f.attempt),
rest as materialized (
  select hix, array_agg(j order by o) as job_ids, array_agg(a order by o) as attempts
  from m where held and not wanted group by hix),
gone as (
  delete from claim c using l left join rest on rest.hix = l.ix where c.id = l.id and rest.hix is null),
kept as (
  update claim c set job_ids = rest.job_ids, attempts = rest.attempts, cancels = case when l.cancels is not null then
    (select array_agg(q) from unnest(l.cancels) q where q = any(rest.job_ids)) end
  from l join rest on rest.hix = l.ix
  where c.id = l.id and cardinality(rest.job_ids) < cardinality(l.job_ids)),
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
    case decided when 'LATE' then :late::text end as reason
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
o as (
  insert into outcome (job_id, state, attempt, result, started_at, finished_at, node, reason)
  select job, decision, attempt, result,
    case when decision <> 'EXPIRED' then statement_timestamp() - (ago + ran) * interval '1 microsecond' end,
    statement_timestamp() - ago * interval '1 microsecond', node, reason
  from d where decision <> 'RETRY')
select job from m where wanted and not held;
