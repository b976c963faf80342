-- What an operator does to many jobs at once: one statement per place. Rows that somebody else has locked are passed by.
-- From ready, job and place are read by one snapshot, and each job finds its place by the primary key.

-- name: lock-ended
select job_id, state from outcome where job_id = any(:jobs) order by job_id for update skip locked;

-- name: cancel-scheduled
with d as (
  delete from scheduled where job_id = any(array(
    select job_id from scheduled where job_id = any(:jobs) for update skip locked))
  returning job_id, due, attempt),
o as (
  insert into outcome (job_id, state, attempt, finished_at)
  select job_id, 'CANCELLED', attempt, statement_timestamp() from d)
select job_id from d;

-- name: cancel-blocked
with d as (
  delete from blocked where job_id = any(array(
    select job_id from blocked where job_id = any(:jobs) for update skip locked))
  returning job_id, queue, attempt, gate, place),
o as (
  insert into outcome (job_id, state, attempt, finished_at)
  select job_id, 'CANCELLED', attempt, statement_timestamp() from d)
select job_id from d;

-- name: cancel-ready
with d as (
  delete from ready where ctid = any(array(
    select r.at from job j cross join lateral (
      select ctid as at from ready
      where queue = j.queue and tenant = coalesce(j.tenant, '') and priority = j.priority and job_id = j.id
      for update skip locked) r
    where j.id = any(:jobs)))
  returning job_id, attempt),
o as (
  insert into outcome (job_id, state, attempt, finished_at)
  select job_id, 'CANCELLED', attempt, statement_timestamp() from d)
select job_id from d;

-- name: forget-deadlines
delete from expiry where job_id = any(array(
  select job_id from expiry where job_id = any(:jobs) for update skip locked));

-- name: lock-claims
select id, job_ids, cancels from claim where job_ids && :jobs order by id for update skip locked;

-- name: renew-deadlines
-- Whoever lets a job expire takes this row first and then the place. He must not have seen it before the move and take it after:
-- he would take it away and find the place gone.
with d as (
  delete from expiry where job_id = any(array(
    select job_id from expiry where job_id = any(:jobs) for update skip locked))
  returning job_id, start_before, end_before, look_at)
insert into expiry (job_id, start_before, end_before, look_at)
select job_id, start_before, end_before, look_at from d;

-- name: place-scheduled
with d as (
  delete from scheduled where job_id = any(array(
    select job_id from scheduled where job_id = any(:jobs) for update skip locked))
  returning job_id, due, attempt),
j as (
  update job set queue = coalesce(:queue, job.queue), priority = coalesce(:priority::smallint, job.priority)
  from d where job.id = d.job_id returning job.id, job.queue, coalesce(job.tenant, '') as tenant, job.priority,
    job.type)
insert into scheduled (job_id, queue, due, attempt)
select d.job_id, j.queue, d.due, d.attempt from d join j on j.id = d.job_id returning job_id;

-- name: place-blocked
with d as (
  delete from blocked where job_id = any(array(
    select job_id from blocked where job_id = any(:jobs) for update skip locked))
  returning job_id, queue, attempt, gate, place),
j as (
  update job set queue = coalesce(:queue, job.queue), priority = coalesce(:priority::smallint, job.priority)
  from d where job.id = d.job_id returning job.id, job.queue, coalesce(job.tenant, '') as tenant, job.priority,
    job.type)
insert into blocked (job_id, queue, attempt, gate, place)
select d.job_id, j.queue, d.attempt, d.gate, d.place from d join j on j.id = d.job_id returning job_id;

-- name: place-ready
with d as (
  delete from ready where ctid = any(array(
    select r.at from job j cross join lateral (
      select ctid as at from ready
      where queue = j.queue and tenant = coalesce(j.tenant, '') and priority = j.priority and job_id = j.id
      for update skip locked) r
    where j.id = any(:jobs)))
  returning job_id, attempt),
j as (
  update job set queue = coalesce(:queue, job.queue), priority = coalesce(:priority::smallint, job.priority)
  from d where job.id = d.job_id returning job.id, job.queue, coalesce(job.tenant, '') as tenant, job.priority,
    job.type)
insert into ready (queue, tenant, priority, job_id, attempt, type)
select j.queue, j.tenant, j.priority, d.job_id, d.attempt, j.type from d join j on j.id = d.job_id returning job_id;
