-- name: claims-of
select id, job_ids from claim where incarnation = :incarnation;

-- name: snoozed
select 1 from snooze where job_id = :job;
