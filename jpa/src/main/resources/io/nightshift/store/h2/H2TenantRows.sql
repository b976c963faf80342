-- name: names-from
select distinct tenant from ready where queue = :queue and tenant >= :after order by tenant limit :limit;

-- name: names-behind
select distinct tenant from ready where queue = :queue and tenant > :after order by tenant limit :limit;

-- name: heads
select tenant, priority, min(job_id), current_timestamp from ready
where tenant = :tenant and (priority, job_id) > (:priority, :job) and queue = :queue and type = any(:types)
group by tenant, priority;
