-- A holder is over if its job neither waits to be run nor runs; between two attempts only an order is kept. Such a job can get to
-- READY only through its gate, so what is over stays over as long as the gate is locked. left, take-left, take-over and stale have
-- the same condition for that.

-- name: left
select distinct h.gate from key_holder h where h.job_id = any(:jobs) and
(not exists (select 1 from job j where j.id = h.job_id)
  or exists (select 1 from outcome o where o.job_id = h.job_id)
  or exists (select 1 from blocked b where b.job_id = h.job_id)
  or (h.gate like 'c:%' and exists (select 1 from scheduled s where s.job_id = h.job_id)));

-- name: take-left
delete from key_holder h where h.job_id = any(:jobs) and h.gate = any(:gates) and
(not exists (select 1 from job j where j.id = h.job_id)
  or exists (select 1 from outcome o where o.job_id = h.job_id)
  or exists (select 1 from blocked b where b.job_id = h.job_id)
  or (h.gate like 'c:%' and exists (select 1 from scheduled s where s.job_id = h.job_id)));

-- name: take-over
delete from key_holder h where h.gate = any(:gates) and
(not exists (select 1 from job j where j.id = h.job_id)
  or exists (select 1 from outcome o where o.job_id = h.job_id)
  or exists (select 1 from blocked b where b.job_id = h.job_id)
  or (h.gate like 'c:%' and exists (select 1 from scheduled s where s.job_id = h.job_id)));

-- name: stale
select h.gate from key_holder h where h.job_id = any(:jobs) and
(not exists (select 1 from job j where j.id = h.job_id)
  or exists (select 1 from outcome o where o.job_id = h.job_id)
  or exists (select 1 from blocked b where b.job_id = h.job_id)
  or (h.gate like 'c:%' and exists (select 1 from scheduled s where s.job_id = h.job_id)));

-- name: holders-behind
select job_id from key_holder where job_id > :after order by job_id limit :limit;

-- name: with-room
select n.name from unnest(cast(:names as varchar array)) n(name)
where coalesce((select g.most from key_gate g where g.name = n.name), 1)
  > (select count(*) from key_holder h where h.gate = n.name);

-- name: of-jobs
select distinct gate from job where id = any(:jobs) and gate is not null;

-- name: block
-- Behind all that wait for the gate already.
insert into blocked (job_id, queue, attempt, gate, place)
select id, queue, :attempt, gate, nextval('gate_place') from job where id = :job;

-- name: limits
-- The number of the latest submission; null for a gate without jobs.
select n.name, (select j.gate_most from job j where j.gate = n.name order by j.gate desc, j.id desc limit 1)
from unnest(cast(:names as varchar array)) n(name);

-- name: make
insert into key_gate (most, name) values (:most, :name) on conflict do nothing;

-- name: set-most
update key_gate set most = :most where name = :name;

-- name: drop-empty
delete from key_gate g where g.name = any(:names)
and not exists (select 1 from key_holder h where h.gate = g.name)
and not exists (select 1 from blocked b where b.gate = g.name);

-- name: held
select gate, count(*) from key_holder where gate = any(:names) group by gate;
