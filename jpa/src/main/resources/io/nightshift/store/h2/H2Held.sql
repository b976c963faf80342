-- name: lock
select incarnation, job_ids, attempts, cancels from claim where id = :id for update;

-- name: remove
delete from claim where id = :id;

-- name: keep
update claim set job_ids = :jobs, attempts = :attempts, cancels = :cancels where id = :id;
