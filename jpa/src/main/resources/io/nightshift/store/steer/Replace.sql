-- Before the first attempt. A job that snoozes has started, though its attempt is still the first.

-- name: lock-scheduled
select job_id from scheduled where job_id = any(:jobs) and attempt = 1
and not exists (select 1 from snooze z where z.job_id = scheduled.job_id) order by job_id for update;

-- name: lock-blocked
select job_id from blocked where job_id = any(:jobs) and attempt = 1
and not exists (select 1 from snooze z where z.job_id = blocked.job_id) order by job_id for update;

-- name: leave-scheduled
delete from scheduled where job_id = any(:jobs);

-- name: leave-blocked
delete from blocked where job_id = any(:jobs);

-- name: leave-ready
-- One by one, as the planner knows nothing of ready and would rather read it whole.
delete from ready where queue = (select queue from job where id = :job)
and tenant = (select coalesce(tenant, '') from job where id = :job)
and priority = (select priority from job where id = :job) and job_id = :job and attempt = 1
and not exists (select 1 from snooze z where z.job_id = ready.job_id);

-- name: end
insert into outcome (job_id, state, attempt, finished_at, reason)
values (:job, 'CANCELLED', 1, current_timestamp, :reason);

-- name: forget-deadlines
delete from expiry where job_id = any(:jobs);
