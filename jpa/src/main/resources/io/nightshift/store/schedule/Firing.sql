-- name: due
select id, name, next_fire_at from schedule
where next_fire_at <= current_timestamp and paused_at is null order by next_fire_at limit :limit;

-- name: lock
select id, name, type, queue, priority, args, cron, time_zone, interval_ms, overlap, paused_by, paused_at, next_fire_at,
  last_fire_at, last_job_id, created_by, created_at, updated_at, version
from schedule where id = :id and next_fire_at <= current_timestamp and paused_at is null for update skip locked;

-- name: not-ended
-- A job that retention has removed had ended too.
select 1 from job j where j.id = :job and not exists (select 1 from outcome o where o.job_id = j.id);

-- name: record
insert into schedule_fire (schedule_id, fire_at, result, job_id, recorded_at)
values (:id, :instant, :result, :job, current_timestamp) on conflict do nothing;

-- name: move
update schedule set next_fire_at = :next, last_fire_at = :instant, last_job_id = :job where id = :id;
