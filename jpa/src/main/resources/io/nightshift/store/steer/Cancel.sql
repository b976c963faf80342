-- name: waits
select 1 from scheduled where job_id = :job union all select 1 from blocked where job_id = :job
union all select 1 from job j join ready r on r.queue = j.queue and r.tenant = coalesce(j.tenant, '')
  and r.priority = j.priority and r.job_id = j.id where j.id = :job;

-- name: lock-scheduled
select attempt from scheduled where job_id = :job for update;

-- name: lock-blocked
select attempt from blocked where job_id = :job for update;

-- name: lock-ready
select attempt from ready where queue = (select queue from job where id = :job)
and tenant = (select coalesce(tenant, '') from job where id = :job)
and priority = (select priority from job where id = :job) and job_id = :job for update;

-- name: leave-scheduled
delete from scheduled where job_id = :job;

-- name: leave-blocked
delete from blocked where job_id = :job;

-- name: leave-ready
delete from ready where queue = (select queue from job where id = :job)
and tenant = (select coalesce(tenant, '') from job where id = :job)
and priority = (select priority from job where id = :job) and job_id = :job;

-- name: claim
select id, cancels from claim where :job = any(job_ids) for update;

-- name: claim-unless-busy
select id, cancels from claim where :job = any(job_ids) for update skip locked;

-- name: end
insert into outcome (job_id, state, attempt, finished_at) values (:job, 'CANCELLED', :attempt, current_timestamp);

-- name: forget-deadline
delete from expiry where job_id = :job;

-- name: ended
select 1 from outcome where job_id = :job;

-- name: known
select 1 from job where id = :job;
