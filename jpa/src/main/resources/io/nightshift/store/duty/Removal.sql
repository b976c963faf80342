-- name: lock-keys
-- Only rows that still name these jobs: another one may have taken the key. In the order in which keys are taken.
select job_id from idempotency where (scope, idempotency_key) in (
  select idempotency_scope, idempotency_key from job where id = any(:jobs) and idempotency_key is not null)
and job_id = any(:jobs) and expires_at is null
order by scope, idempotency_key for update;

-- name: keys
delete from idempotency where (scope, idempotency_key) in (
  select idempotency_scope, idempotency_key from job where id = any(:jobs) and idempotency_key is not null)
and job_id = any(:jobs) and expires_at is null;

-- name: tags-of
-- Tags are found by tag and job; which tags a job has, its own row says.
select id, tags from job where id = any(:jobs) and tags is not null;

-- name: tag
delete from job_tag where tag = :tag and job_id = :job;

-- name: outcome
delete from outcome where job_id = any(:jobs);

-- name: attempt
delete from attempt where job_id = any(:jobs);

-- name: outcome-history
delete from outcome_history where job_id = any(:jobs);

-- name: progress
delete from progress where job_id = any(:jobs);

-- name: checkpoint
delete from checkpoint where job_id = any(:jobs);

-- name: job-log
delete from job_log where job_id = any(:jobs);

-- name: expiry
delete from expiry where job_id = any(:jobs);

-- name: key-holder
delete from key_holder where job_id = any(:jobs);

-- name: snooze
delete from snooze where job_id = any(:jobs);

-- name: job
delete from job where id = any(:jobs);
