-- Jobs that have snoozed: they have started, whatever number their attempt has, so a latest start holds no more. Their next
-- run numbers its log lines from where this attempt had come.
create table snooze (
    job_id  uuid    not null primary key,
    attempt integer not null,
    lines   integer not null
);

-- The row was written by an attempt that snoozes since: its next run has not started.
alter table progress add column resting boolean default false not null;
