-- name: free-key
-- A key whose period is over, guarded by its job.
delete from idempotency where scope = :scope and idempotency_key = :key and job_id = :job;
