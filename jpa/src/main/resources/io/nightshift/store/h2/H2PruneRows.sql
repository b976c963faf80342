-- Whoever sorts rows locks all he looks at, skipping or not; so these wait.

-- name: succeeded
select job_id from outcome where state = 'SUCCEEDED'
  and job_id > :after and job_id < :below and finished_at < :before
order by job_id limit :limit for update;

-- name: dead
select job_id from outcome where state = 'DEAD'
  and job_id > :after and job_id < :below and finished_at < :before
order by job_id limit :limit for update;

-- name: cancelled
select job_id from outcome where state = 'CANCELLED'
  and job_id > :after and job_id < :below and finished_at < :before
order by job_id limit :limit for update;

-- name: expired
select job_id from outcome where state = 'EXPIRED'
  and job_id > :after and job_id < :below and finished_at < :before
order by job_id limit :limit for update;

-- name: keys-over
select scope, idempotency_key from idempotency where expires_at <= current_timestamp
order by expires_at limit :limit for update;
