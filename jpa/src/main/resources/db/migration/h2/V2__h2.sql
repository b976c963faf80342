-- H2 knows no partial indexes, so this one holds the successes too.
create index outcome_state on outcome (state, job_id);

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
