-- Where csv.import may write from the start; the operator's list of tables names it by default.
create table imported_order (
    job_id     uuid                     not null,
    line       bigint                   not null,
    order_no   varchar(40)              not null,
    customer   varchar(200)             not null,
    email      varchar(254),
    amount     numeric(12, 2)           not null,
    ordered_on date                     not null,
    paid       boolean,
    primary key (job_id, line)
);
