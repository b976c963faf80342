-- name: all
select id, name, type, queue, priority, args, cron, time_zone, interval_ms, overlap, paused_by, paused_at, next_fire_at,
  last_fire_at, last_job_id, created_by, created_at, updated_at, version
from schedule order by name;

-- name: find
select id, name, type, queue, priority, args, cron, time_zone, interval_ms, overlap, paused_by, paused_at, next_fire_at,
  last_fire_at, last_job_id, created_by, created_at, updated_at, version
from schedule where id = :id;

-- name: insert
-- The time of creation is the caller's, not the statement's: intervals are counted from it, the first instant already was.
insert into schedule (id, name, type, queue, priority, args, cron, time_zone, interval_ms, overlap,
  next_fire_at, paused_by, paused_at, created_by, created_at, updated_at, version)
values (:id, :name, :type, :queue, :priority, :args, :cron, :zone, :interval, :overlap,
  :next, :paused_by, :paused_at, :created_by, :created_at, current_timestamp, :version)
on conflict do nothing;

-- name: update
update schedule set name = :name, type = :type, queue = :queue, priority = :priority, args = :args, cron = :cron,
  time_zone = :zone, interval_ms = :interval, overlap = :overlap, next_fire_at = :next, updated_at = current_timestamp,
  version = version + 1
where id = :id and version = :version;

-- name: delete
delete from schedule where id = :id;

-- name: delete-fires
delete from schedule_fire where schedule_id = :id;

-- name: pause
update schedule set paused_by = :who, paused_at = current_timestamp where id = :id and paused_at is null;

-- name: resume
update schedule set paused_by = null, paused_at = null, next_fire_at = :next where id = :id and paused_at is not null;

-- name: fires
select fire_at, result, job_id, recorded_at from schedule_fire where schedule_id = :id
order by fire_at desc limit :limit;
