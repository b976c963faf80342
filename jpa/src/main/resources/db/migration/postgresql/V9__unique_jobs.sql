-- The same as for H2, except that most keys have no period and are to pay for no index.
-- A key with a period of its own stands until then, whether its job is kept shorter or longer; null: as long as its job.
alter table idempotency add column expires_at timestamp with time zone;
create index idempotency_expires_at on idempotency (expires_at) where expires_at is not null;

-- The job that has a unique key: the last one that was stored with it. Whether that job is still pending, its place says, so
-- claiming and finishing jobs touches nothing here.
create table pending_key (
    unique_key varchar(200) not null primary key,
    job_id     uuid         not null
);
alter table job add column unique_key varchar(200);

-- The end of the time limit is set anew by an operator's retry; nothing else of a job's request ever changes.
alter table job add column time_limit_ms bigint;
alter table job add column end_before timestamp with time zone;

-- Why a job ended, where no attempt says so.
alter table outcome add column reason varchar(500);
alter table outcome_history add column reason varchar(500);

-- A job may have to start before an instant, to end before one, or both; look_at is when the next of them has passed.
alter table expiry alter column start_before drop not null;
alter table expiry add column end_before timestamp with time zone;
alter table expiry add column look_at timestamp with time zone;
update expiry set look_at = start_before;
alter table expiry alter column look_at set not null;
drop index expiry_start_before;
create index expiry_look_at on expiry (look_at);
