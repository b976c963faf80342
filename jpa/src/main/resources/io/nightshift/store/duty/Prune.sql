-- name: remove-key
delete from idempotency where scope = :scope and idempotency_key = :key and expires_at <= current_timestamp;
