-- Jobs with a concurrency key or an ordering key pass a gate: so many of them, or one, may be ready or running at once, the
-- others are blocked. Jobs without a key are in none of these tables and have nulls in these columns.
alter table job add column gate varchar(210);
alter table job add column gate_most integer;

-- Their order is that in which they came, whatever the clocks of the nodes that made their ids say.
create sequence gate_place;
alter table blocked add column gate varchar(210);
alter table blocked add column place bigint;
create index blocked_gate on blocked (gate, place);

-- Exists while a job holds it or waits for it. Whoever lets a job through has this row locked.
create table key_gate (
    name varchar(210) not null primary key,
    most integer      not null
);

create table key_holder (
    job_id uuid         not null primary key,
    gate   varchar(210) not null
);
create index key_holder_gate on key_holder (gate);
