-- A bound duration is a number of microseconds; this spelling of its interval is understood by PostgreSQL and H2 alike.

-- name: register
insert into node (incarnation, name, version, slots, running, types, started_at, heartbeat_at, lease_until)
values (:incarnation, :name, :version, :slots, 0, :types, current_timestamp, current_timestamp,
  current_timestamp + cast(:lease as bigint) * interval '0.000001' second);

-- name: heartbeat
update node set running = :running, heartbeat_at = current_timestamp,
  lease_until = current_timestamp + cast(:lease as bigint) * interval '0.000001' second
where incarnation = :incarnation and left_at is null;

-- name: clock
update node set clock_ahead_ms = :ahead where incarnation = :incarnation;

-- name: drain
update node set draining_by = :who, draining_at = current_timestamp, drained_at = null
where incarnation = :incarnation and draining_at is null and lease_until > current_timestamp;

-- name: resume
update node set draining_by = null, draining_at = null, drained_at = null
where incarnation = :incarnation and draining_at is not null;

-- name: draining
select draining_by from node where incarnation = :incarnation and draining_at is not null;

-- name: drained
update node set running = least(:held, slots),
  drained_at = case when :held > 0 then null else coalesce(drained_at, current_timestamp) end
where incarnation = :incarnation and draining_at is not null;

-- name: leave
update node set running = 0, lease_until = current_timestamp, left_at = current_timestamp
where incarnation = :incarnation;

-- name: forget
-- Not those whose claims have not been taken back.
delete from node where lease_until < current_timestamp - cast(:age as bigint) * interval '0.000001' second
and not exists (select 1 from claim c where c.incarnation = node.incarnation);

-- name: all
select incarnation, name, version, slots,
  case when lease_until > current_timestamp then running else 0 end, types, started_at,
  heartbeat_at, lease_until, lease_until > current_timestamp, draining_by, draining_at,
  drained_at, clock_ahead_ms
from node where left_at is null order by name, started_at;

-- name: types
select types from node;
