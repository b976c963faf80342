-- name: looks
select job_id, start_before, end_before from expiry where look_at <= :now order by look_at limit :limit;

-- name: take
delete from expiry where job_id = :job;

-- name: ended
select 1 from outcome where job_id = :job;

-- name: snoozes
select 1 from snooze where job_id = :job;

-- The attempt is read under the lock that the delete needs.
-- name: lock-scheduled
select attempt from scheduled where job_id = :job for update;

-- name: lock-blocked
select attempt from blocked where job_id = :job for update;

-- name: lock-ready
select attempt from ready where (queue, tenant, priority, job_id)
  = (select queue, coalesce(tenant, ''), priority, id from job where id = :job) for update;

-- name: leave-scheduled
delete from scheduled where job_id = :job;

-- name: leave-blocked
delete from blocked where job_id = :job;

-- name: leave-ready
delete from ready where (queue, tenant, priority, job_id)
  = (select queue, coalesce(tenant, ''), priority, id from job where id = :job);

-- name: end
insert into outcome (job_id, state, attempt, finished_at, reason)
values (:job, :state, :attempt, current_timestamp, :reason);

-- name: keep
insert into expiry (job_id, start_before, end_before, look_at) values (:job, :start, :end, :look);
