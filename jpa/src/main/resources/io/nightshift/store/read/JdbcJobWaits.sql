-- name: job
select j.queue, j.priority, j.gate, coalesce(g.most, j.gate_most), b.place, r.job_id is not null,
  coalesce(j.tenant, '')
from job j left join key_gate g on g.name = j.gate left join blocked b on b.job_id = j.id
left join ready r on r.queue = j.queue and r.tenant = coalesce(j.tenant, '')
  and r.priority = j.priority and r.job_id = j.id where j.id = :job;

-- name: holders
select job_id from key_holder where gate = :gate order by job_id limit :cap;

-- name: ahead-for-key
select count(*) from (select 1 from blocked where gate = :gate and place < :place limit :cap) a;

-- name: ahead-in-queue
select count(*) from (select 1 from ready where queue = :queue and tenant = :tenant
  and (priority, job_id) < (:priority, :job) limit :cap) a;

-- name: held-of-queue
select c.job_ids from claim c join node n on n.incarnation = c.incarnation
where n.lease_until > current_timestamp and c.queue = :name order by c.taken_at limit 1000;

-- name: held-of-type
select c.job_ids from claim c join node n on n.incarnation = c.incarnation
where n.lease_until > current_timestamp and c.type = :name order by c.taken_at limit 1000;
