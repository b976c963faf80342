-- name: add
-- It is there already if it came again after the commit but before its acknowledgement.
insert into reject (id, source, message_id, reason, headers, body_head, body_bytes, rejected_at)
values (:id, :source, :message, :reason, :headers, :body, :bytes, :now)
on conflict do nothing;

-- name: count
select count(*) from (select id from reject limit :cap) counted;

-- name: prune
-- The id tells the time, and is indexed.
delete from reject where id in (select id from reject where id < :bound order by id limit :limit);
