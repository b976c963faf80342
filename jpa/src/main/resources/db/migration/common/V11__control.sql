-- A type's breaker: what opens it (rule), and how it stands. It is closed while breaker_until is null, open until that
-- instant, and half-open after it: then one job at a time, breaker_probe, tries whether things work again.
alter table type_setting add column breaker_percent integer;
alter table type_setting add column breaker_minimum integer;
alter table type_setting add column breaker_window_ms bigint;
alter table type_setting add column breaker_pause_ms bigint;
alter table type_setting add column breaker_since timestamp with time zone;
alter table type_setting add column breaker_by varchar(200);
alter table type_setting add column breaker_reason varchar(500);
alter table type_setting add column breaker_until timestamp with time zone;
alter table type_setting add column breaker_opened integer default 0 not null;
alter table type_setting add column breaker_probe uuid;

-- A node that drains takes no jobs; it says itself when it holds none any more.
alter table node add column draining_by varchar(200);
alter table node add column draining_at timestamp with time zone;
alter table node add column drained_at timestamp with time zone;
