-- A job may name a tenant. Those of a queue take turns, so the queue's order is one for each tenant: jobs without one are a
-- tenant like any other, named by the empty text.
drop view job_status;
alter table job add column tenant varchar(100);
alter table ready add column tenant varchar(100) default '' not null;
alter table ready drop primary key;
alter table ready add primary key (queue, tenant, priority, job_id);

-- What a queue gets of a node's slots while others want them too.
alter table queue add column weight smallint default 1 not null;

create view job_status as
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
