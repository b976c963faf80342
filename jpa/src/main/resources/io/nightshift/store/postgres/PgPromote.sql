-- name: promote
with d as (
  delete from scheduled where job_id = any(array(
    select job_id from scheduled where due <= statement_timestamp() order by due limit :limit
    for update skip locked))
  returning job_id, attempt),
m as materialized (
  select j.queue, j.tenant, j.priority, j.id, d.attempt, j.type,
    case when j.gate like 'o:%' and exists (select 1 from key_holder h where h.job_id = j.id) then null
      else j.gate end as gate
  from d join job j on j.id = d.job_id),
r as (
  insert into ready (queue, tenant, priority, job_id, attempt, type)
  select queue, coalesce(tenant, ''), priority, id, attempt, type from m where gate is null),
b as (
  insert into blocked (job_id, queue, attempt, gate, place)
  select id, queue, attempt, gate, nextval('gate_place')
  from (select * from m where gate is not null order by id) o)
select queue, count(*), gate from m group by queue, gate;
