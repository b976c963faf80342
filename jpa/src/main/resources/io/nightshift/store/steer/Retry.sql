-- name: lock
select state, attempt from outcome where job_id = :job for update;

-- name: known
select 1 from job where id = :job;

-- name: keep
insert into outcome_history (job_id, attempt, state, started_at, finished_at, node, reason, retried_by, retried_at)
select job_id, attempt, state, started_at, finished_at, node, reason, :who, current_timestamp
from outcome where job_id = :job;

-- name: forget-outcome
delete from outcome where job_id = :job;

-- name: forget-deadline
delete from expiry where job_id = :job;

-- name: gated
select 1 from job where id = :job and gate is not null;

-- name: ready
insert into ready (queue, tenant, priority, job_id, attempt, type)
select queue, coalesce(tenant, ''), priority, id, :attempt, type from job where id = :job;

-- name: time-limit
select time_limit_ms from job where id = :job and time_limit_ms is not null;

-- name: end-before
update job set end_before = :end where id = :job;

-- name: expiry
-- Somebody who gives the job another place may be making its row anew at this moment.
insert into expiry (job_id, end_before, look_at) values (:job, :end, :end) on conflict do nothing;

-- name: expiry-anew
update expiry set start_before = null, end_before = :end, look_at = :end where job_id = :job;
