-- name: known
select entry_id from outbox_move where entry_id = any(:entries);

-- name: note
insert into outbox_move (outbox, entry_id, moved_at) values (:outbox, :entry, current_timestamp);

-- name: forget
delete from outbox_move where outbox = :outbox and entry_id = any(:entries);

-- name: remembered
select entry_id from outbox_move where outbox = :outbox and moved_at < :before
order by entry_id fetch first :limit rows only;
