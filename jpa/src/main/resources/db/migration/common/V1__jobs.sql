-- A job is one row that is never updated (job) and, at its end, one row that is written once (outcome).
-- In between its id lies in exactly one place: scheduled, blocked, ready, or the arrays of a claim.

create table job (
    id              uuid                     not null primary key,
    type            varchar(100)             not null,
    queue           varchar(100)             not null,
    priority        smallint                 not null,
    args            varchar                  not null,
    max_attempts    smallint                 not null,
    timeout_ms      bigint                   not null,
    start_before    timestamp with time zone,
    idempotency_scope varchar(100),
    idempotency_key varchar(300),
    tags            varchar(100) array,
    submitter       varchar(200)             not null,
    source          varchar(10)              not null,
    schedule_id     uuid,
    submitted_at    timestamp with time zone not null
);

-- Only jobs that carry tags pay for them.
create table job_tag (
    tag    varchar(100) not null,
    job_id uuid         not null,
    primary key (tag, job_id)
);

-- Lives as long as its job: the two columns in job say which row to remove with it.
create table idempotency (
    scope           varchar(100)             not null,
    idempotency_key varchar(300)             not null,
    request_hash    varchar(64)              not null,
    job_id          uuid                     not null,
    created_at      timestamp with time zone not null,
    primary key (scope, idempotency_key)
);

-- Places ------------------------------------------------------------------------------------------------------------

-- The queue is repeated where counting per queue would otherwise have to read every waiting job's row.
create table scheduled (
    job_id  uuid                     not null primary key,
    queue   varchar(100)             not null,
    due     timestamp with time zone not null,
    attempt integer                  not null
);
create index scheduled_due on scheduled (due);

create table blocked (
    job_id  uuid         not null primary key,
    queue   varchar(100) not null,
    attempt integer      not null,
    reason  varchar(500) not null
);

create table ready (
    queue    varchar(100) not null,
    priority smallint     not null,
    job_id   uuid         not null,
    attempt  integer      not null,
    type     varchar(100) not null,
    primary key (queue, priority, job_id)
);

create table claim (
    id          uuid                     not null primary key,
    incarnation uuid                     not null,
    queue       varchar(100)             not null,
    job_ids     uuid array               not null,
    attempts    integer array            not null,
    taken_at    timestamp with time zone not null
);

create table outcome (
    job_id      uuid                     not null primary key,
    state       varchar(10)              not null,
    attempt     integer                  not null,
    result      varchar,
    started_at  timestamp with time zone,
    finished_at timestamp with time zone not null,
    node        varchar(100)
);

-- What an operator's retry took away from outcome.
create table outcome_history (
    job_id      uuid                     not null,
    attempt     integer                  not null,
    state       varchar(10)              not null,
    started_at  timestamp with time zone,
    finished_at timestamp with time zone not null,
    node        varchar(100),
    retried_by  varchar(200)             not null,
    retried_at  timestamp with time zone not null,
    primary key (job_id, attempt)
);

-- Beside the places -------------------------------------------------------------------------------------------------

-- Attempts that did not succeed.
create table attempt (
    job_id      uuid                     not null,
    attempt     integer                  not null,
    kind        varchar(10)              not null,
    error_class varchar(300),
    message     varchar(2000),
    stack_trace varchar(16000),
    started_at  timestamp with time zone,
    finished_at timestamp with time zone not null,
    node        varchar(100)             not null,
    primary key (job_id, attempt)
);

-- Only for jobs that run longer than about a second, and for every second and later attempt.
create table progress (
    job_id     uuid                     not null primary key,
    attempt    integer                  not null,
    done       bigint                   not null,
    total      bigint                   not null,
    note       varchar(500),
    node       varchar(100)             not null,
    started_at timestamp with time zone not null,
    updated_at timestamp with time zone not null
);

create table checkpoint (
    job_id   uuid                     not null primary key,
    attempt  integer                  not null,
    content  varchar                  not null,
    saved_at timestamp with time zone not null
);

create table job_log (
    job_id    uuid                     not null,
    attempt   integer                  not null,
    line      integer                  not null,
    logged_at timestamp with time zone not null,
    level     varchar(5)               not null,
    message   varchar(2000)            not null,
    primary key (job_id, attempt, line)
);

create table cancel_request (
    job_id       uuid                     not null primary key,
    requested_by varchar(200)             not null,
    requested_at timestamp with time zone not null
);

-- Only for jobs that must start before a deadline.
create table expiry (
    job_id       uuid                     not null primary key,
    start_before timestamp with time zone not null
);
create index expiry_start_before on expiry (start_before);

-- Around the jobs ---------------------------------------------------------------------------------------------------

create table queue (
    name        varchar(100)             not null primary key,
    concurrency integer                  not null,
    paused_by   varchar(200),
    paused_at   timestamp with time zone,
    created_at  timestamp with time zone not null
);

create table node (
    incarnation  uuid                     not null primary key,
    name         varchar(100)             not null,
    version      varchar(50)              not null,
    slots        integer                  not null,
    running      integer                  not null,
    types        varchar(100) array       not null,
    started_at   timestamp with time zone not null,
    heartbeat_at timestamp with time zone not null,
    lease_until  timestamp with time zone not null
);

create table schedule (
    id           uuid                     not null primary key,
    name         varchar(200)             not null unique,
    type         varchar(100)             not null,
    queue        varchar(100),
    priority     smallint                 not null,
    args         varchar                  not null,
    cron         varchar(200),
    time_zone    varchar(60)              not null,
    interval_ms  bigint,
    overlap      varchar(10)              not null,
    paused_by    varchar(200),
    paused_at    timestamp with time zone,
    next_fire_at timestamp with time zone,
    last_fire_at timestamp with time zone,
    last_job_id  uuid,
    created_by   varchar(200)             not null,
    created_at   timestamp with time zone not null,
    updated_at   timestamp with time zone not null,
    version      bigint                   not null
);
create index schedule_next_fire on schedule (next_fire_at);

create table schedule_fire (
    schedule_id uuid                     not null,
    fire_at     timestamp with time zone not null,
    result      varchar(10)              not null,
    job_id      uuid,
    recorded_at timestamp with time zone not null,
    primary key (schedule_id, fire_at)
);

-- A queue of somebody else's whose messages become jobs of one type.
create table binding (
    destination varchar(200)             not null primary key,
    type        varchar(100)             not null,
    queue       varchar(100),
    priority    smallint                 not null,
    created_by  varchar(200)             not null,
    created_at  timestamp with time zone not null
);

create table reject (
    id          uuid                     not null primary key,
    source      varchar(200)             not null,
    message_id  varchar(300)             not null,
    reason      varchar(2000)            not null,
    headers     varchar(8000)            not null,
    body_head   varchar(4000)            not null,
    body_bytes  bigint                   not null,
    rejected_at timestamp with time zone not null,
    unique (source, message_id)
);

create table audit (
    id     uuid                     not null primary key,
    done_at timestamp with time zone not null,
    who    varchar(200)             not null,
    action varchar(50)              not null,
    target varchar(200)             not null,
    detail varchar(2000)
);

-- Finished attempts per minute, for charts: written in batches by each node, so a crash may lose its last seconds.
create table job_stat (
    minute_at timestamp with time zone not null,
    node      varchar(100)             not null,
    queue     varchar(100)             not null,
    type      varchar(100)             not null,
    result    varchar(10)              not null,
    jobs      bigint                   not null,
    run_ms    bigint                   not null,
    primary key (minute_at, node, queue, type, result)
);

create table app_user (
    name          varchar(100)             not null primary key,
    password_hash varchar(200)             not null,
    enabled       boolean                  not null,
    created_at    timestamp with time zone not null
);

create table app_user_role (
    user_name varchar(100) not null references app_user (name) on delete cascade,
    role      varchar(20)  not null,
    primary key (user_name, role)
);
