-- A claim's jobs back to ready, no attempt spent; to CANCELLED if somebody had asked for that.
--
-- Taking jobs out of claims, the same lines in each: l are locked claims (number ix, id, job_ids, attempts, cancels), f the jobs to
-- take out (ix, job, attempt). m has one row per job that is in either, held if it is in the claim; gone and kept remove the jobs in
-- both from the claims' rows, and rows that become empty as a whole.
-- Joins of two lists are full joins, for which the planner has no nested loop to fall for when it guesses that a list of 500 holds ten.

-- name: whole
with l as materialized (
  select 1 as ix, c.id, c.job_ids, c.attempts, c.cancels from claim c
  where c.id = :claim and c.incarnation = :incarnation for update),
f as materialized (
  select l.ix, u.job, u.attempt from l cross join lateral unnest(l.job_ids, l.attempts) u(job, attempt)),
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
d as materialized (
  select m.job, m.attempt, exists (select 1 from l where m.job = any(l.cancels)) as cancelled
  from m where held and wanted),
r as (
  insert into ready (queue, tenant, priority, job_id, attempt, type)
  select j.queue, coalesce(j.tenant, ''), j.priority, j.id, d.attempt, j.type
  from d join job j on j.id = d.job where not d.cancelled),
e as (
  insert into expiry (job_id, start_before, end_before, look_at)
  select j.id, j.start_before, j.end_before, least(j.start_before, j.end_before) from d join job j on j.id = d.job
  where not d.cancelled and d.attempt = 1 and j.start_before is not null
    and not exists (select 1 from snooze z where z.job_id = j.id)
  order by j.id
  on conflict (job_id) do update set look_at = excluded.look_at),
o as (
  insert into outcome (job_id, state, attempt, finished_at)
  select job, 'CANCELLED', attempt, statement_timestamp() from d where cancelled)
select count(*) from d;

-- name: some
with l as materialized (
  select 1 as ix, c.id, c.job_ids, c.attempts, c.cancels from claim c
  where c.id = :claim and c.incarnation = :incarnation for update),
f as materialized (
  select l.ix, u.job, u.attempt from l cross join lateral unnest(l.job_ids, l.attempts) u(job, attempt)
  where u.job = any(:jobs::uuid[])),
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
d as materialized (
  select m.job, m.attempt, exists (select 1 from l where m.job = any(l.cancels)) as cancelled
  from m where held and wanted),
r as (
  insert into ready (queue, tenant, priority, job_id, attempt, type)
  select j.queue, coalesce(j.tenant, ''), j.priority, j.id, d.attempt, j.type
  from d join job j on j.id = d.job where not d.cancelled),
e as (
  insert into expiry (job_id, start_before, end_before, look_at)
  select j.id, j.start_before, j.end_before, least(j.start_before, j.end_before) from d join job j on j.id = d.job
  where not d.cancelled and d.attempt = 1 and j.start_before is not null
    and not exists (select 1 from snooze z where z.job_id = j.id)
  order by j.id
  on conflict (job_id) do update set look_at = excluded.look_at),
o as (
  insert into outcome (job_id, state, attempt, finished_at)
  select job, 'CANCELLED', attempt, statement_timestamp() from d where cancelled)
select count(*) from d;
