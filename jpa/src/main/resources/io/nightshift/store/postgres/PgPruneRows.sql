-- Outcomes that an operator's retry has locked are passed by: they are about to be none any more.
-- The state is a literal, or the planner could not use the partial index of those that are no successes.

-- name: succeeded
select job_id from outcome where state = 'SUCCEEDED'
  and job_id > :after and job_id < :below and finished_at < :before
order by job_id limit :limit for update skip locked;

-- name: dead
select job_id from outcome where state = 'DEAD' and state <> 'SUCCEEDED'
  and job_id > :after and job_id < :below and finished_at < :before
order by job_id limit :limit for update skip locked;

-- name: cancelled
select job_id from outcome where state = 'CANCELLED' and state <> 'SUCCEEDED'
  and job_id > :after and job_id < :below and finished_at < :before
order by job_id limit :limit for update skip locked;

-- name: expired
select job_id from outcome where state = 'EXPIRED' and state <> 'SUCCEEDED'
  and job_id > :after and job_id < :below and finished_at < :before
order by job_id limit :limit for update skip locked;

-- name: keys-over
select scope, idempotency_key from idempotency where expires_at <= statement_timestamp()
order by expires_at limit :limit for update skip locked;
