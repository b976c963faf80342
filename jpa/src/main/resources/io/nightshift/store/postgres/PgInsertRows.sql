-- name: store
-- New jobs. Most calls need only some of these lines, and a shorter statement is a faster one. The marks at their ends tell which:
--   keys     some have an idempotency key
--   times    some have a time, a latest start, a time limit, or a key with a period
--   tags     some have tags
--   gates    some have a concurrency, ordering or unique key
--   tenants  some have a tenant
--   own      what most calls have in common (type, queue, ...) differs from job to job
--   hurry    a key that an open transaction holds is waited for for a moment only
-- SqlVariants reads them. Answers the number of each job that did not become ready, and what became of it.
-- Joins of two lists are full joins, for which the planner has no nested loop to fall for.
with
t as materialized (                                                                                      -- needs: tags
  select * from unnest(:tag_jobs::int[], :tags::text[]) with ordinality t(ord, tag, o)),                 -- needs: tags
g as (select ord, array_agg(tag order by o) as tags from t group by ord),                                -- needs: tags
u as materialized (                                                                                      -- without keys: kept as materialized (
  select
                                                                                                         -- without own: :type::text as type, :queue::text as queue,
                                                                                                         -- without own: :priority::smallint as priority, :attempts::smallint as max_attempts,
                                                                                                         -- without own: :timeout::bigint as timeout_ms, :submitter::text as submitter,
                                                                                                         -- without own: :source::text as source, :schedule::uuid as schedule_id,
    u.*
  from unnest(
      :types::text[], :queues::text[], :priorities::smallint[], :attempt_limits::smallint[],             -- needs: own
      :timeouts::bigint[], :submitters::text[], :sources::text[], :schedules::uuid[],                    -- needs: own
      :ids::uuid[], :args::text[]
      , :scopes::text[], :keys::text[], :hashes::text[]                                                  -- needs: keys
      , :run_ats::bigint[], :delays::bigint[], :start_befores::bigint[]                                  -- needs: times
      , :time_limits::bigint[], :periods::bigint[]                                                       -- needs: times
      , :gates::text[], :gate_mosts::int[], :unique_keys::text[]                                         -- needs: gates
      , :tenants::text[]                                                                                 -- needs: tenants
    ) with ordinality u(
      type, queue, priority, max_attempts, timeout_ms, submitter, source, schedule_id,                   -- needs: own
      id, args
      , scope, value, hash                                                                               -- needs: keys
      , run_at, delay, start_before, time_limit, key_period                                              -- needs: times
      , gate, gate_most, unique_key                                                                      -- needs: gates
      , tenant                                                                                           -- needs: tenants
      , ord))
, k as (                                                                                                 -- needs: keys
  insert into idempotency (scope, idempotency_key, request_hash, job_id, created_at                      -- needs: keys
    , expires_at                                                                                         -- needs: keys times
  )                                                                                                      -- needs: keys
  select scope, value, hash, id, statement_timestamp()                                                   -- needs: keys
    , statement_timestamp() + key_period * interval '1 microsecond'                                      -- needs: keys times
  from u where value is not null                                                                         -- needs: keys
    -- Evaluated once, before the first key is taken; until the end of the transaction, and without a round trip.
    and (select set_config('lock_timeout', '100ms', true)) is not null                                   -- needs: keys hurry
  order by ord on conflict do nothing returning job_id)                                                  -- needs: keys
, kept as materialized (                                                                                 -- needs: keys
  select u.* from u full join k on k.job_id = u.id where u.value is null or k.job_id is not null)        -- needs: keys
, j as (
  insert into job (id, type, queue, priority, args, max_attempts, timeout_ms, submitter, source, schedule_id,
    submitted_at
    , idempotency_scope, idempotency_key                                                                 -- needs: keys
    , tags                                                                                               -- needs: tags
    , start_before, time_limit_ms, end_before                                                            -- needs: times
    , gate, gate_most, unique_key                                                                        -- needs: gates
    , tenant                                                                                             -- needs: tenants
  )
  select n.id, n.type, n.queue, n.priority, n.args, n.max_attempts, n.timeout_ms, n.submitter, n.source, n.schedule_id,
    statement_timestamp()
    , n.scope, n.value                                                                                   -- needs: keys
    , g.tags                                                                                             -- needs: tags
    , timestamptz 'epoch' + n.start_before * interval '1 microsecond', n.time_limit                      -- needs: times
    -- A time limit begins when the job is first due; null without one.
    , greatest(coalesce(timestamptz 'epoch' + n.run_at * interval '1 microsecond',                       -- needs: times
        statement_timestamp() + n.delay * interval '1 microsecond', statement_timestamp()),              -- needs: times
      statement_timestamp()) + n.time_limit * interval '1 millisecond'                                   -- needs: times
    , n.gate, n.gate_most, n.unique_key                                                                  -- needs: gates
    , n.tenant                                                                                           -- needs: tenants
  from kept n
  full join g on g.ord = n.ord where n.id is not null                                                    -- needs: tags
)
, jt as (                                                                                                -- needs: tags
  insert into job_tag (tag, job_id)                                                                      -- needs: tags
  select t.tag, n.id from t full join kept n on n.ord = t.ord                                            -- needs: tags
  where t.tag is not null and n.id is not null on conflict do nothing)                                   -- needs: tags
, e as (                                                                                                 -- needs: times
  insert into expiry (job_id, start_before, end_before, look_at)                                         -- needs: times
  select id, start_at, end_at, least(start_at, end_at) from (                                            -- needs: times
    select id, timestamptz 'epoch' + start_before * interval '1 microsecond' as start_at,                -- needs: times
      greatest(coalesce(timestamptz 'epoch' + run_at * interval '1 microsecond',                         -- needs: times
          statement_timestamp() + delay * interval '1 microsecond', statement_timestamp()),              -- needs: times
        statement_timestamp()) + time_limit * interval '1 millisecond' as end_at                         -- needs: times
    from kept where start_before is not null or time_limit is not null) x)                               -- needs: times
, d as materialized (                                                                                    -- needs: times
  select id, ord, coalesce(timestamptz 'epoch' + run_at * interval '1 microsecond',                      -- needs: times
    statement_timestamp() + delay * interval '1 microsecond') as due from kept)                          -- needs: times
, s as (                                                                                                 -- needs: times
  insert into scheduled (job_id, queue, due, attempt)                                                    -- needs: times
  select n.id, n.queue, d.due, 1 from kept n full join d on d.id = n.id                                  -- needs: times
  where d.due > statement_timestamp())                                                                   -- needs: times
, r as (
  -- Without a tenant it is left to the column's default.
  insert into ready (queue, priority, job_id, attempt, type
    , tenant                                                                                             -- needs: tenants
  )
  select n.queue, n.priority, n.id, 1, n.type
    , coalesce(n.tenant, '')                                                                             -- needs: tenants
  from kept n
  full join d on d.id = n.id                                                                             -- needs: times
  where true
    and (d.due is null or d.due <= statement_timestamp())                                                -- needs: times
    and n.gate is null                                                                                   -- needs: gates
)
, b as (                                                                                                 -- needs: gates
  -- In the order of their ids, which is that of their submission: the rows may be sorted by another key.
  insert into blocked (job_id, queue, attempt, gate, place)                                              -- needs: gates
  select id, queue, 1, gate, nextval('gate_place') from (                                                -- needs: gates
    select n.id, n.queue, n.gate from kept n                                                             -- needs: gates
    full join d on d.id = n.id                                                                           -- needs: gates times
    where n.gate is not null                                                                             -- needs: gates
      and (d.due is null or d.due <= statement_timestamp())                                              -- needs: gates times
    order by n.id) o returning job_id)                                                                   -- needs: gates
select 0 as ord, '' as became where false
union all select d.ord, 'SCHEDULED' from d where d.due > statement_timestamp()                           -- needs: times
union all select u.ord, 'KEY_TAKEN' from u full join kept n on n.ord = u.ord where n.ord is null         -- needs: keys
union all select n.ord, 'BLOCKED' from b full join kept n on n.id = b.job_id where b.job_id is not null  -- needs: gates
;

-- name: holders
select i.scope, i.idempotency_key, i.job_id, i.request_hash, coalesce(i.expires_at <= statement_timestamp(), false)
from unnest(:scopes::text[], :keys::text[]) k(scope, value)
join idempotency i on i.scope = k.scope and i.idempotency_key = k.value;
