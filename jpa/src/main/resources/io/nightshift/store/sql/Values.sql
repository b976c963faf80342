-- name: now
select current_timestamp;
