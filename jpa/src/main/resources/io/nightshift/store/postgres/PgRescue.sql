-- name: rescue
-- Jobs of claims whose node's lease has ended: to ready with the next attempt; to DEAD after too many losses of an attempt that had
-- certainly started; to CANCELLED if somebody had asked for that. Claims of a node that nobody knows any more are found too.
with l as materialized (
  select c.id, c.incarnation, c.job_ids, c.attempts, c.cancels from claim c
  where not exists (
    select 1 from node n where n.incarnation = c.incarnation and n.lease_until > statement_timestamp())
  order by c.taken_at limit :claims for update of c skip locked),
x as (delete from claim c using l where c.id = l.id),
h as materialized (
  select l.incarnation, u.job, u.attempt, coalesce(u.job = any(l.cancels), false) as cancelled
  from l cross join lateral unnest(l.job_ids, l.attempts) u(job, attempt)),
d as materialized (
  select h.job, h.attempt, p.started_at, coalesce(p.node, n.name, h.incarnation::text) as node,
    case
      when h.cancelled then 'CANCELLED'
      when p.job_id is not null and 1 + (
        select count(*) from attempt t
        where t.job_id = h.job and t.kind = 'LOST' and t.started_at is not null and t.attempt > coalesce(
          (select max(y.attempt) from outcome_history y where y.job_id = h.job), 0)) >= :losses then 'DEAD'
      else 'READY' end as decision
  from h
  left join progress p on p.job_id = h.job and p.attempt = h.attempt and not p.resting
  left join node n on n.incarnation = h.incarnation),
t as (
  insert into attempt (job_id, attempt, kind, message, started_at, finished_at, node)
  select job, attempt, 'LOST', :message, started_at, statement_timestamp(), node from d),
o as (
  insert into outcome (job_id, state, attempt, started_at, finished_at, node)
  select job, decision, attempt, started_at, statement_timestamp(), node from d where decision <> 'READY'),
r as (
  insert into ready (queue, tenant, priority, job_id, attempt, type)
  select j.queue, coalesce(j.tenant, ''), j.priority, j.id, d.attempt + 1, j.type from d join job j on j.id = d.job
  where d.decision = 'READY' returning queue)
select queue, count(*), null::uuid from r group by queue
union all select null, 0, job from d where decision <> 'READY';
