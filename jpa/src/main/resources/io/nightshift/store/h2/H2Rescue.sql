-- name: orphaned
select c.id from claim c where not exists (
  select 1 from node n where n.incarnation = c.incarnation and n.lease_until > current_timestamp)
order by c.taken_at limit :claims;

-- name: lose
insert into attempt (job_id, attempt, kind, message, started_at, finished_at, node)
values (:job, :attempt, 'LOST', :message, :started, current_timestamp, :node);

-- name: end
insert into outcome (job_id, state, attempt, started_at, finished_at, node)
values (:job, :state, :attempt, :started, current_timestamp, :node);

-- name: mark
-- Whether this attempt left a mark that it had started, and where.
select started_at, node from progress where job_id = :job and attempt = :attempt and not resting;

-- name: node
select name from node where incarnation = :incarnation;

-- name: losses
select count(*) from attempt where job_id = :job and kind = 'LOST' and started_at is not null
and attempt > coalesce((select max(attempt) from outcome_history where job_id = :job), 0);

-- name: queue
select queue from job where id = :job;
