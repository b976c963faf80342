-- name: all
select type, paused_by, paused_at, paused_reason,
  max_running, rate_count, rate_period_ms, window_start, window_used,
  breaker_percent, breaker_minimum, breaker_window_ms, breaker_pause_ms, breaker_since,
  breaker_by, breaker_reason, breaker_until, breaker_probe, breaker_until <= current_timestamp
from type_setting order by type;

-- name: make
insert into type_setting (type, changed_at) values (:type, current_timestamp) on conflict do nothing;

-- name: lock
select 1 from type_setting where type = :type for update;

-- name: tidy
-- A row that says nothing would only keep the type out of the ordinary claims.
delete from type_setting where type = :type and paused_at is null and max_running is null
and rate_count is null and breaker_percent is null;

-- name: pause
update type_setting set paused_by = :who, paused_reason = :reason, paused_at = current_timestamp
where type = :type and paused_at is null;

-- name: resume
update type_setting set paused_by = null, paused_at = null, paused_reason = null
where type = :type and paused_at is not null;

-- name: limits
-- A new rate begins with an unused period.
update type_setting set max_running = :most, rate_count = :count, rate_period_ms = :period, window_start = null,
  window_used = 0, changed_at = current_timestamp
where type = :type;
