-- name: keep
insert into outcome_history (job_id, attempt, state, started_at, finished_at, node, reason, retried_by, retried_at)
select job_id, attempt, state, started_at, finished_at, node, reason, :who, current_timestamp
from outcome where job_id = any(:jobs);

-- name: ready
insert into ready (queue, tenant, priority, job_id, attempt, type)
select j.queue, coalesce(j.tenant, ''), j.priority, j.id, o.attempt + 1, j.type from job j join outcome o on o.job_id = j.id
where j.id = any(:jobs) and j.gate is null;

-- name: block
insert into blocked (job_id, queue, attempt, gate, place)
select id, queue, attempt, gate, nextval('gate_place')
from (select j.id, j.queue, o.attempt + 1 as attempt, j.gate from job j join outcome o on o.job_id = j.id
  where j.id = any(:jobs) and j.gate is not null order by j.id) k;

-- name: forget-outcomes
delete from outcome where job_id = any(:jobs);

-- name: forget-deadlines
delete from expiry where job_id = any(:jobs);

-- name: with-time-limit
select id from job where id = any(:jobs) and time_limit_ms is not null;

-- name: unique-keys
select unique_key from job where id = any(:jobs) and unique_key is not null;

-- name: queues
select distinct queue from job where id = any(:jobs);

-- name: standings
-- What is known of jobs that were not moved.
select j.id, o.state, s.job_id is not null or b.job_id is not null or r.job_id is not null
from job j
left join outcome o on o.job_id = j.id
left join scheduled s on s.job_id = j.id
left join blocked b on b.job_id = j.id
left join ready r on r.queue = j.queue and r.tenant = coalesce(j.tenant, '') and r.priority = j.priority
  and r.job_id = j.id
where j.id = any(:jobs);
