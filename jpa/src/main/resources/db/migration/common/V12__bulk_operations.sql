-- Operations on all jobs that fit a filter. What one does stands in the arguments of its job; here stands who started it
-- (a job without a row here may do nothing) and how far it is, written in the transaction of each chunk. Kept like audit.
create table bulk_operation (
    job_id     uuid                     not null primary key,
    who        varchar(200)             not null,
    action     varchar(10)              not null,
    what       varchar(2000)            not null,
    dry_run    boolean                  not null,
    started_at timestamp with time zone not null,
    walked_to  uuid,
    matched    bigint default 0         not null,
    done       bigint default 0         not null,
    skipped    bigint default 0         not null,
    reasons    varchar(300) default ''  not null,
    ended_at   timestamp with time zone
);
