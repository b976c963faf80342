-- How many jobs of a queue or of a type run at once in the whole cluster, and how many may start in a period. Nothing here
-- is read or written by the claims of a queue and of types that have no limits.
alter table queue add column paused_reason varchar(500);
alter table queue add column max_running integer;
alter table queue add column rate_count integer;
alter table queue add column rate_period_ms bigint;
alter table queue add column window_start timestamp with time zone;
alter table queue add column window_used integer default 0 not null;

-- A type has a row here only while it is paused or limited.
create table type_setting (
    type           varchar(100)             not null primary key,
    paused_by      varchar(200),
    paused_at      timestamp with time zone,
    paused_reason  varchar(500),
    max_running    integer,
    rate_count     integer,
    rate_period_ms bigint,
    window_start   timestamp with time zone,
    window_used    integer default 0        not null,
    changed_at     timestamp with time zone not null
);

-- The one type of a claim's jobs, if that type has a row above: so counting what runs reads no jobs.
alter table claim add column type varchar(100);
