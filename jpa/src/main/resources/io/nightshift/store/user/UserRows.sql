-- Two nodes that start at once both want to add the first user.

-- name: add-person
insert into app_user (name, password_hash, enabled, created_at) values (:name, :hash, true, :now) on conflict do nothing;

-- name: add-service
insert into app_user (name, token_hash, enabled, created_at) values (:name, :hash, true, :now) on conflict do nothing;
