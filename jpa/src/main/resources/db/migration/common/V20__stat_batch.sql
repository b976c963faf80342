-- The last batch of counts that each node has added: one whose answer was lost with the connection is sent again, and must not
-- count twice. Goes with the counters of the node's name.
create table stat_batch (
    node     varchar(100)             not null primary key,
    batch    uuid                     not null,
    added_at timestamp with time zone not null
);
