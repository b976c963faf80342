-- name: make
insert into pending_key (unique_key, job_id) values (:key, :nobody) on conflict do nothing;

-- name: lock
select unique_key, job_id from pending_key where unique_key = any(:keys) order by unique_key for update;

-- name: pending
-- Of these jobs, those that wait for their first attempt.
select job_id from (select job_id from scheduled where job_id = any(:jobs) and attempt = 1
union all select job_id from blocked where job_id = any(:jobs) and attempt = 1
union all select r.job_id from job j
  join ready r on r.queue = j.queue and r.tenant = coalesce(j.tenant, '') and r.priority = j.priority
    and r.job_id = j.id
  where j.id = any(:jobs) and r.attempt = 1) p
where not exists (select 1 from snooze z where z.job_id = p.job_id);

-- name: of-jobs
select unique_key from job where id = any(:jobs) and unique_key is not null;

-- name: remove
delete from pending_key where unique_key = any(:keys);

-- name: give
update pending_key set job_id = :job where unique_key = :key and job_id <> :job;
