-- name: put
insert into ready (queue, tenant, priority, job_id, attempt, type)
select queue, coalesce(tenant, ''), priority, id, :attempt, type from job where id = :job;
