-- name: replace-batch
update stat_batch set batch = :batch, added_at = current_timestamp where node = :node and batch <> :batch;

-- name: begin-batch
insert into stat_batch (node, batch, added_at) values (:node, :batch, current_timestamp) on conflict do nothing;

-- name: start
insert into job_stat (minute_at, node, queue, type, result, jobs, run_ms)
values (date_trunc('minute', current_timestamp), :node, :queue, :type, :result, 0, 0) on conflict do nothing;

-- name: raise
update job_stat set jobs = jobs + :jobs, run_ms = run_ms + :ran
where minute_at = date_trunc('minute', current_timestamp) and node = :node and queue = :queue and type = :type
  and result = :result;

-- name: minutes
select minute_at, queue, type, result, sum(jobs), sum(run_ms) from job_stat
where minute_at >= current_timestamp - cast(:age as bigint) * interval '0.000001' second
group by minute_at, queue, type, result order by minute_at, queue, type, result;

-- name: dead
-- Two conditions on the state, as PostgreSQL has an index for those that are no successes.
select count(*) from (select 1 as one from outcome where state = 'DEAD' and state <> 'SUCCEEDED' limit :cap) d;

-- name: forget-batches
delete from stat_batch where added_at < current_timestamp - cast(:age as bigint) * interval '0.000001' second;

-- name: forget-minutes
delete from job_stat where minute_at < current_timestamp - cast(:age as bigint) * interval '0.000001' second;
