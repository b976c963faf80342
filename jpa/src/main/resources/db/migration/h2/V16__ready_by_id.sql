-- The list of ready jobs, newest first: H2 cannot hop through the primary key (queue, tenant, priority, job_id) as PostgreSQL does.
create index ready_job on ready (job_id);
