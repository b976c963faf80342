-- name: expiry
merge into expiry (job_id, start_before, end_before, look_at) key (job_id)
select id, start_before, end_before, least(start_before, end_before)
from job j where id = :job and start_before is not null
and not exists (select 1 from snooze z where z.job_id = j.id);

-- name: cancel
insert into outcome (job_id, state, attempt, finished_at) values (:job, 'CANCELLED', :attempt, current_timestamp);
