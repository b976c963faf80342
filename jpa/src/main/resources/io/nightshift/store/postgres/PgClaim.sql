-- Jobs from ready into a claim. ready_head and ready_turns are functions of the migrations; they answer the ctids of free rows.
-- The first condition on set_config keeps the connection from reusing a plan that was made for tables of another size, the package-info tells why.
-- The second makes this commit alone asynchronous.

-- name: head
with r as (
  delete from ready
  where ctid = any(array(select ready_head(:queue, :types, :tenant, :priority::smallint, :job, :limit)))
    and (select set_config('plan_cache_mode', 'force_custom_plan', false)) is not null
  returning priority, job_id, attempt),
c as (
  insert into claim (id, incarnation, queue, job_ids, attempts, taken_at)
  select :id, :incarnation, :queue, array_agg(job_id), array_agg(attempt), statement_timestamp() from r
  having count(*) > 0 and set_config('synchronous_commit', 'off', true) is not null)
select r.job_id, r.attempt, j.type, r.priority, j.args, j.max_attempts, j.timeout_ms, j.start_before, j.gate, j.end_before
from r join job j on j.id = r.job_id order by r.priority, r.job_id;

-- name: head-of-type
-- The claim names its type, whose limits count it.
with r as (
  delete from ready
  where ctid = any(array(select ready_head(:queue, :types, :tenant, :priority::smallint, :job, :limit)))
    and (select set_config('plan_cache_mode', 'force_custom_plan', false)) is not null
  returning priority, job_id, attempt),
c as (
  insert into claim (id, incarnation, queue, type, job_ids, attempts, taken_at)
  select :id, :incarnation, :queue, :type, array_agg(job_id), array_agg(attempt), statement_timestamp() from r
  having count(*) > 0 and set_config('synchronous_commit', 'off', true) is not null)
select r.job_id, r.attempt, j.type, r.priority, j.args, j.max_attempts, j.timeout_ms, j.start_before, j.gate, j.end_before
from r join job j on j.id = r.job_id order by r.priority, r.job_id;

-- name: turns
-- Of several tenants, of each the same number.
with r as (
  delete from ready
  where ctid = any(array(select ready_turns(
      :queue, :types, :tenants::varchar[], :priorities::smallint[], :jobs::uuid[], :each, :limit)))
    and (select set_config('plan_cache_mode', 'force_custom_plan', false)) is not null
  returning tenant, priority, job_id, attempt),
c as (
  insert into claim (id, incarnation, queue, job_ids, attempts, taken_at)
  select :id, :incarnation, :queue, array_agg(job_id), array_agg(attempt), statement_timestamp() from r
  having count(*) > 0 and set_config('synchronous_commit', 'off', true) is not null)
select r.job_id, r.attempt, j.type, r.priority, j.args, j.max_attempts, j.timeout_ms, j.start_before, j.gate, j.end_before,
  r.tenant
from r join job j on j.id = r.job_id order by r.priority, r.job_id;

-- name: turns-of-type
with r as (
  delete from ready
  where ctid = any(array(select ready_turns(
      :queue, :types, :tenants::varchar[], :priorities::smallint[], :jobs::uuid[], :each, :limit)))
    and (select set_config('plan_cache_mode', 'force_custom_plan', false)) is not null
  returning tenant, priority, job_id, attempt),
c as (
  insert into claim (id, incarnation, queue, type, job_ids, attempts, taken_at)
  select :id, :incarnation, :queue, :type, array_agg(job_id), array_agg(attempt), statement_timestamp() from r
  having count(*) > 0 and set_config('synchronous_commit', 'off', true) is not null)
select r.job_id, r.attempt, j.type, r.priority, j.args, j.max_attempts, j.timeout_ms, j.start_before, j.gate, j.end_before,
  r.tenant
from r join job j on j.id = r.job_id order by r.priority, r.job_id;

-- name: now
-- A transaction's own time stands still while it waits for a lock.
select clock_timestamp();
