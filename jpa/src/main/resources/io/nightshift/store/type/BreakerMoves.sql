-- The breaker of a job type. A move is one guarded update: whoever finds the breaker in another state has lost.

-- name: rule
update type_setting set breaker_percent = :percent, breaker_minimum = :minimum, breaker_window_ms = :window,
  breaker_pause_ms = :pause
where type = :type;

-- name: remove
-- As if there had never been one.
update type_setting set breaker_percent = null, breaker_minimum = null, breaker_window_ms = null, breaker_pause_ms = null,
  breaker_by = null, breaker_reason = null, breaker_since = null, breaker_probe = null, breaker_opened = 0,
  breaker_until = null
where type = :type;

-- name: trip
update type_setting set breaker_by = :who, breaker_reason = :reason, breaker_since = current_timestamp, breaker_probe = null,
  breaker_opened = 1, breaker_until = current_timestamp + breaker_pause_ms * interval '0.001' second
where type = :type and breaker_percent is not null and breaker_until is null;

-- name: open
-- By hand: also when it lets a job probe.
update type_setting set breaker_by = :who, breaker_reason = :reason, breaker_since = current_timestamp, breaker_probe = null,
  breaker_opened = 1, breaker_until = current_timestamp + breaker_pause_ms * interval '0.001' second
where type = :type and breaker_percent is not null and (breaker_until is null or breaker_until <= current_timestamp);

-- name: close
update type_setting set breaker_by = :who, breaker_reason = :reason, breaker_since = current_timestamp, breaker_probe = null,
  breaker_opened = 0, breaker_until = null
where type = :type and breaker_percent is not null and breaker_until is not null;

-- name: probe-succeeded
update type_setting set breaker_by = :who, breaker_reason = :reason, breaker_since = current_timestamp, breaker_probe = null,
  breaker_opened = 0, breaker_until = null
where type = :type and breaker_percent is not null and breaker_until is not null and breaker_probe = :probe;

-- name: probe-failed
-- A pause twice as long as the last one, up to :most_pauses times the first and never longer than :longest milliseconds.
update type_setting set breaker_by = :who, breaker_reason = :reason, breaker_since = current_timestamp, breaker_probe = null,
  breaker_opened = breaker_opened + 1,
  breaker_until = current_timestamp + least(
    breaker_pause_ms * case breaker_opened when 1 then 2 when 2 then 4 when 3 then 8 else cast(:most_pauses as integer) end,
    cast(:longest as bigint)) * interval '0.001' second
where type = :type and breaker_percent is not null and breaker_until is not null and breaker_probe = :probe;
