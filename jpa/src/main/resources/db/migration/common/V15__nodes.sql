-- How far a node's clock is ahead of the database's, in milliseconds; negative if it is behind, null until it has told.
alter table node add column clock_ahead_ms bigint;
-- A node that went in good order is kept for a while too: a type that it alone knows is not unknown for good.
alter table node add column left_at timestamp with time zone;
