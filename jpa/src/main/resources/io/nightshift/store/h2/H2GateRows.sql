-- name: lock
select name, most from key_gate where name = any(:names) order by name for update;

-- name: first
select job_id, attempt, queue from blocked where gate = :gate order by place limit :most;

-- name: free
-- Without those that somebody else has locked: he may be waiting for the gate.
select 1 from blocked where job_id = :job for update skip locked;

-- name: leave
delete from blocked where job_id = :job;

-- name: hold
insert into key_holder (job_id, gate) values (:job, :gate) on conflict do nothing;

-- name: waited-for
select distinct gate from blocked where gate > :after order by gate limit :limit;
