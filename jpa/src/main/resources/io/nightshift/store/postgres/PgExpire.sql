-- name: expire
-- Looks at deadlines that have passed, and ends the jobs that still wait. What is claimed is looked at again: its node knows the
-- limit and stops it, but the job may come back.
with l as materialized (
  select job_id, coalesce(start_before <= statement_timestamp(), false)
      and not exists (select 1 from snooze z where z.job_id = expiry.job_id) as late,
    coalesce(end_before <= statement_timestamp(), false) as over, end_before
  from expiry where look_at <= statement_timestamp() order by look_at limit :limit for update skip locked),
s as (
  delete from scheduled p using l where p.job_id = l.job_id and (l.over or (l.late and p.attempt = 1))
  returning p.job_id, p.attempt),
b as (
  delete from blocked p using l where p.job_id = l.job_id and (l.over or (l.late and p.attempt = 1))
  returning p.job_id, p.attempt),
r as (
  delete from ready p using l join job j on j.id = l.job_id
  where p.queue = j.queue and p.tenant = coalesce(j.tenant, '') and p.priority = j.priority and p.job_id = l.job_id
    and (l.over or (l.late and p.attempt = 1))
  returning p.job_id, p.attempt),
a as materialized (select * from s union all select * from b union all select * from r),
o as (
  insert into outcome (job_id, state, attempt, finished_at, reason)
  select job_id, case when fresh then 'EXPIRED' else 'DEAD' end, attempt, statement_timestamp(),
    case when not fresh then :reason end
  from (select a.*, attempt = 1 and not exists (select 1 from snooze z where z.job_id = a.job_id) as fresh from a) f
  returning job_id),
k as materialized (
  select l.job_id, l.over, l.end_before from l
  where l.end_before is not null and not exists (select 1 from a where a.job_id = l.job_id)
    and not exists (select 1 from outcome e where e.job_id = l.job_id)),
u as (
  update expiry e
  set look_at = case when k.over then statement_timestamp() + interval '10 seconds' else k.end_before end
  from k where e.job_id = k.job_id),
x as (
  delete from expiry e using l where e.job_id = l.job_id
  and not exists (select 1 from k where k.job_id = l.job_id))
select job_id from o;
