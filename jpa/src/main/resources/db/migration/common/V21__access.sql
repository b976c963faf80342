-- Who may submit jobs of a type or into a queue. DECLARED is what a type's own code says; TYPE and QUEUE are what an
-- administrator said, which goes before it. Roles and users are joined by commas; neither may contain one.
create table access_rule (
    subject    varchar(10)              not null,
    name       varchar(100)             not null,
    roles      varchar(200)             not null,
    users      varchar(12000)           not null,
    changed_by varchar(200)             not null,
    changed_at timestamp with time zone not null,
    constraint access_rule_pk primary key (subject, name)
);
