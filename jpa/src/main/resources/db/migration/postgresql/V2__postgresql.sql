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

-- The next jobs of a queue, locked. A function only because of its settings: ready is never analyzed, so the planner takes
-- a queue of 100,000 for one of ten and would rather read and sort it whole for every claim than walk the primary key in
-- its order (measured: 250 ms a claim instead of 4).
create function ready_head(of_queue varchar, of_types varchar[], after_priority smallint, after_job uuid, at_most integer)
returns setof tid language plpgsql volatile rows 500
set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off
as $$
begin
    return query
    select r.ctid from ready r
    where r.queue = of_queue and (r.priority, r.job_id) > (after_priority, after_job) and r.type = any(of_types)
    order by r.priority, r.job_id limit at_most for update skip locked;
end $$;
