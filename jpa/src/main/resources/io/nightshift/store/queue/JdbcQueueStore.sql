-- name: ensure
insert into queue (name, concurrency, created_at) values (:name, :concurrency, current_timestamp)
on conflict do nothing;

-- name: all
select name, concurrency, weight, paused_by, paused_at, paused_reason,
  max_running, rate_count, rate_period_ms, window_start, window_used
from queue order by name;

-- name: pause
update queue set paused_by = :who, paused_reason = :reason, paused_at = current_timestamp
where name = :name and paused_at is null;

-- name: resume
update queue set paused_by = null, paused_at = null, paused_reason = null
where name = :name and paused_at is not null;

-- name: concurrency
update queue set concurrency = :concurrency where name = :name;

-- name: weight
update queue set weight = :weight where name = :name;

-- name: limits
-- A new rate begins with an unused period.
update queue set max_running = :most, rate_count = :count, rate_period_ms = :period, window_start = null, window_used = 0
where name = :name;
