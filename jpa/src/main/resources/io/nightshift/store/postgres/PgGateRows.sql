-- name: lock-waiting
select name, most from key_gate where name = any(:names) order by name for update;

-- name: lock-free
select name, most from key_gate where name = any(:names) order by name for update skip locked;

-- name: patience
-- Until the end of the transaction. Whoever holds a gate is about to commit; if not, he may be frozen.
select set_config('lock_timeout', '100ms', true);

-- name: pass
with a as materialized (
  select w.job_id from unnest(:names::text[], :frees::int[]) g(name, free) cross join lateral (
    select b.job_id from blocked b where b.gate = g.name order by b.place limit g.free
    for update skip locked) w),
d as (delete from blocked b using a where b.job_id = a.job_id returning b.job_id, b.attempt, b.gate),
h as (insert into key_holder (job_id, gate) select job_id, gate from d on conflict do nothing)
insert into ready (queue, tenant, priority, job_id, attempt, type)
select j.queue, coalesce(j.tenant, ''), j.priority, j.id, d.attempt, j.type from d join job j on j.id = d.job_id
returning job_id, queue;

-- name: waited-for
-- Hops from one name to the next: a gate for which many wait costs no more than another.
with recursive g(name) as (
  (select gate from blocked where gate > :after order by gate limit 1)
  union all
  select (select b.gate from blocked b where b.gate > g.name order by b.gate limit 1)
  from g where g.name is not null)
select name from g where name is not null limit :limit;
