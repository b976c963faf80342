-- The outbox of an application, for the schema that its own data source uses; docs/transactions.md says what for.
-- As it stands for PostgreSQL and H2. Elsewhere take for text what holds a megabyte of characters.
create table nightshift_outbox (
    -- The id of the job to come, a UUID of version 7 in lower case: so entries are moved by age.
    id        varchar(36)  not null primary key,
    type      varchar(100) not null,
    -- A JSON object.
    args      text         not null,
    -- What else was asked for, a JSON object with the names of POST /api/v1/jobs.
    options   text         not null,
    submitter varchar(200) not null
);
