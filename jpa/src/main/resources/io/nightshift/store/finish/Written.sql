-- name: written
-- Only a finish writes SUCCEEDED, EXPIRED with an attempt and a node, and attempts that are not LOST.
select 1 from job where id = :job and (
  exists (select 1 from outcome o
    where o.job_id = :job and o.attempt = :attempt and o.node = :node and o.state in ('SUCCEEDED', 'EXPIRED'))
  or exists (select 1 from attempt t
    where t.job_id = :job and t.attempt = :attempt and t.node = :node and t.kind <> 'LOST'));
