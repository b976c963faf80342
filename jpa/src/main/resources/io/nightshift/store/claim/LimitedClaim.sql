-- A row that limits nothing is not locked.

-- name: queue
select paused_at, max_running, rate_count, rate_period_ms, window_start, window_used from queue where name = :name;

-- name: lock-queue
select paused_at, max_running, rate_count, rate_period_ms, window_start, window_used from queue where name = :name for update;

-- name: type
select paused_at, max_running, rate_count, rate_period_ms, window_start, window_used, breaker_until, breaker_probe
from type_setting where type = :name;

-- name: lock-type
select paused_at, max_running, rate_count, rate_period_ms, window_start, window_used, breaker_until, breaker_probe
from type_setting where type = :name for update;

-- name: held-of-queue
select coalesce(sum(cardinality(c.job_ids)), 0) from claim c join node n on n.incarnation = c.incarnation
where n.lease_until > current_timestamp and c.queue = :name;

-- name: held-of-type
select coalesce(sum(cardinality(c.job_ids)), 0) from claim c join node n on n.incarnation = c.incarnation
where n.lease_until > current_timestamp and c.type = :name;

-- name: held-before
-- What ordinary claims took before every node knew of the type's limits, which it hears of within a second or so.
select c.job_ids from claim c join node n on n.incarnation = c.incarnation
where n.lease_until > current_timestamp and c.type is null
and c.taken_at < (select changed_at + interval '5' second from type_setting where type = :name);

-- name: count-of-type
select count(*) from job where id = any(:jobs) and type = :name;

-- name: use-queue
update queue set window_start = :start, window_used = :used where name = :name;

-- name: use-type
update type_setting set window_start = :start, window_used = :used where type = :name;
