-- SKIP LOCKED is no help here: H2 locks every row it has to sort, so that a second claimer would get nothing. Candidates are read
-- without locks, each is deleted, and only what was really deleted is claimed.

-- name: candidates
select r.job_id, r.attempt, j.type, r.priority, j.args, j.max_attempts, j.timeout_ms, j.start_before, j.gate, j.end_before
from ready r join job j on j.id = r.job_id where r.queue = :queue and r.tenant = :tenant and r.type = any(:types)
order by r.queue, r.tenant, r.priority, r.job_id limit :limit;

-- name: candidates-behind
select r.job_id, r.attempt, j.type, r.priority, j.args, j.max_attempts, j.timeout_ms, j.start_before, j.gate, j.end_before
from ready r join job j on j.id = r.job_id where r.queue = :queue and r.tenant = :tenant and r.type = any(:types)
and (r.priority, r.job_id) > (:priority, :job)
order by r.queue, r.tenant, r.priority, r.job_id limit :limit;

-- name: take
delete from ready where queue = :queue and tenant = :tenant and priority = :priority and job_id = :job;

-- name: claim
insert into claim (id, incarnation, queue, job_ids, attempts, type, taken_at)
values (:id, :incarnation, :queue, :jobs, :attempts, :type, current_timestamp);
