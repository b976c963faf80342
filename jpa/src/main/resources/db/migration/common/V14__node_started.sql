-- How many jobs each node has started, of those it holds: what it holds and has not started waits for a place, and must not
-- count as running. Each node writes its own rows, every two seconds if they changed; rows of nodes that are gone count
-- for nothing. No foreign key: the node's row is locked by others when it is forgotten, and this must not wait for them.
create table node_started (
    incarnation uuid         not null,
    queue       varchar(100) not null,
    jobs        integer      not null,
    primary key (incarnation, queue)
);
