-- name: fence
-- From now on checkpoints of earlier attempts are refused.
update checkpoint set attempt = :attempt where job_id = :job and attempt < :attempt;
