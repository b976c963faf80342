-- The two tables through which every job passes hold few live rows and many dead ones: clean them by count, not by
-- share, and do not let an analyze of the empty table steer the plans for the full one.
alter table ready set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
    autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 2000000000);
alter table claim set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
    autovacuum_vacuum_cost_delay = 0);
-- 500 ids are 8 KB that do not compress.
alter table claim alter column job_ids set storage external;
alter table claim alter column attempts set storage external;

-- What did not succeed is rare and is what people look for.
create index outcome_troubled on outcome (state, job_id) where state <> 'SUCCEEDED';

create view job_status as
select j.id, j.type, j.queue, j.priority, j.submitter, j.submitted_at,
       coalesce(o.state,
                case when r.job_id is not null then 'READY'
                     when s.job_id is not null then 'SCHEDULED'
                     when b.job_id is not null then 'BLOCKED'
                     else 'RUNNING' end) as state,
       coalesce(o.attempt, r.attempt, s.attempt, b.attempt) as attempt,
       s.due, o.started_at, o.finished_at, o.node, o.result
from job j
left join outcome o on o.job_id = j.id
left join ready r on r.queue = j.queue and r.priority = j.priority and r.job_id = j.id
left join scheduled s on s.job_id = j.id
left join blocked b on b.job_id = j.id;
