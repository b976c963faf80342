-- Job by job: first the row is locked, if it is free, then changed. Without its row of job nobody finds a job in ready.

-- name: lock-ended
select state from outcome where job_id = :job for update skip locked;

-- name: lock-claim
select id, cancels from claim where array_contains(job_ids, :job) for update skip locked;

-- name: lock-scheduled
select attempt from scheduled where job_id = :job for update skip locked;

-- name: lock-blocked
select attempt from blocked where job_id = :job for update skip locked;

-- name: lock-ready
select attempt from ready where queue = (select queue from job where id = :job)
and tenant = (select coalesce(tenant, '') from job where id = :job)
and priority = (select priority from job where id = :job) and job_id = :job for update skip locked;

-- name: cancel-scheduled
insert into outcome (job_id, state, attempt, finished_at)
select job_id, 'CANCELLED', attempt, current_timestamp from scheduled where job_id = :job;

-- name: cancel-blocked
insert into outcome (job_id, state, attempt, finished_at)
select job_id, 'CANCELLED', attempt, current_timestamp from blocked where job_id = :job;

-- name: cancel-ready
insert into outcome (job_id, state, attempt, finished_at)
select job_id, 'CANCELLED', attempt, current_timestamp
from ready where queue = (select queue from job where id = :job)
and tenant = (select coalesce(tenant, '') from job where id = :job)
and priority = (select priority from job where id = :job) and job_id = :job;

-- name: leave-scheduled
delete from scheduled where job_id = :job;

-- name: leave-blocked
delete from blocked where job_id = :job;

-- name: leave-ready
delete from ready where queue = (select queue from job where id = :job)
and tenant = (select coalesce(tenant, '') from job where id = :job)
and priority = (select priority from job where id = :job) and job_id = :job;

-- name: forget-deadline
delete from expiry where job_id = :job;

-- name: place
update job set queue = coalesce(:queue, queue), priority = coalesce(:priority, priority) where id = :job;

-- Here a row is found by its job alone, and nobody writes its queue anywhere before he has locked it.
-- name: move-scheduled
update scheduled set queue = (select queue from job where id = :job) where job_id = :job;

-- name: move-blocked
update blocked set queue = (select queue from job where id = :job) where job_id = :job;
