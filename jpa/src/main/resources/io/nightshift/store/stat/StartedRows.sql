-- name: forget
-- What a node has said of itself, and what nodes have said that are gone.
delete from node_started
where incarnation = :incarnation
  or not exists (select 1 from node n where n.incarnation = node_started.incarnation);

-- name: tell
insert into node_started (incarnation, queue, jobs) values (:incarnation, :queue, :jobs);
