-- name: names-from
-- Hops from one name to the next: a tenant for which many jobs wait costs no more than another.
with recursive t(name) as (
  (select tenant from ready where queue = :queue and tenant >= :after order by queue, tenant limit 1)
  union all
  select (select r.tenant from ready r where r.queue = :queue and r.tenant > t.name
    order by r.queue, r.tenant limit 1)
  from t where t.name is not null)
select name from t where name is not null limit :limit;

-- name: names-behind
-- Hops from one name to the next: a tenant for which many jobs wait costs no more than another.
with recursive t(name) as (
  (select tenant from ready where queue = :queue and tenant > :after order by queue, tenant limit 1)
  union all
  select (select r.tenant from ready r where r.queue = :queue and r.tenant > t.name
    order by r.queue, r.tenant limit 1)
  from t where t.name is not null)
select name from t where name is not null limit :limit;

-- name: heads
-- The first of each priority by the primary key. From the cursor on: before it may lie thousands of dead entries, and nothing else.
select t.tenant, p.priority, head.job_id, statement_timestamp()
from unnest(:tenants::text[], :priorities::int[], :jobs::uuid[]) t(tenant, priority, job)
cross join generate_series(0, 9) p(priority)
cross join lateral (
  select r.job_id from ready r
  where r.queue = :queue and r.tenant = t.tenant and r.priority = p.priority and r.type = any(:types)
    and r.job_id > case when p.priority = t.priority then t.job else '00000000-0000-0000-0000-000000000000' end
  order by r.job_id limit 1) head
where p.priority >= t.priority;
