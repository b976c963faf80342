-- A job may name a tenant. Those of a queue take turns, so the queue's order is one for each tenant: jobs without one are a
-- tenant like any other, named by the empty text. Compared by bytes, because nobody reads the order.
alter table job add column tenant varchar(100) collate "C";
alter table ready add column tenant varchar(100) collate "C" default '' not null;
alter table ready drop constraint ready_pkey;
alter table ready add primary key (queue, tenant, priority, job_id);

-- Only jobs that name a tenant pay for it.
create index job_tenant on job (tenant, id) where tenant is not null;

-- What a queue gets of a node's slots while others want them too.
alter table queue add column weight smallint default 1 not null;

create or replace view job_status as
select j.id, j.type, j.queue, j.priority, j.submitter, j.submitted_at,
       coalesce(o.state,
                case when r.job_id is not null then 'READY'
                     when s.job_id is not null then 'SCHEDULED'
                     when b.job_id is not null then 'BLOCKED'
                     else 'RUNNING' end) as state,
       coalesce(o.attempt, r.attempt, s.attempt, b.attempt) as attempt,
       s.due, o.started_at, o.finished_at, o.node, o.result, j.tenant
from job j
left join outcome o on o.job_id = j.id
left join ready r on r.queue = j.queue and r.tenant = coalesce(j.tenant, '') and r.priority = j.priority
  and r.job_id = j.id
left join scheduled s on s.job_id = j.id
left join blocked b on b.job_id = j.id;

-- As before, but of one tenant.
drop function ready_head(varchar, varchar[], smallint, uuid, integer);
create function ready_head(
    of_queue varchar, of_types varchar[], of_tenant varchar, after_priority smallint, after_job uuid, at_most integer)
returns setof tid language plpgsql volatile rows 500
set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off
as $$
begin
    return query
    select r.ctid from ready r
    where r.queue = of_queue and r.tenant = of_tenant and (r.priority, r.job_id) > (after_priority, after_job)
      and r.type = any(of_types)
    order by r.priority, r.job_id limit at_most for update skip locked;
end $$;

-- The next jobs of several tenants, so many of each, locked: in the order in which the tenants are given.
create function ready_turns(
    of_queue varchar, of_types varchar[], of_tenants varchar[], after_priority smallint[], after_job uuid[],
    of_each integer, at_most integer)
returns setof tid language plpgsql volatile rows 500
set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off
set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
    return query
    select head.ctid from unnest(of_tenants, after_priority, after_job) t(tenant, priority, job)
    cross join lateral (
      select r.ctid from ready r
      where r.queue = of_queue and r.tenant = t.tenant and (r.priority, r.job_id) > (t.priority, t.job)
        and r.type = any(of_types)
      order by r.priority, r.job_id limit of_each for update skip locked) head
    limit at_most;
end $$;
