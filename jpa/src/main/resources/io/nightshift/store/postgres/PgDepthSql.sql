-- name: oldest
-- The head of each queue, tenant and priority by the primary key, hopping from one to the next; the planner cannot find it for a
-- plain minimum. No more than some thousands, whose oldest is old enough to look at.
with recursive head(queue, tenant, priority, job_id) as (
  (select queue, tenant, priority, job_id from ready
    order by queue, tenant, priority, job_id limit 1)
  union all
  select n.queue, n.tenant, n.priority, n.job_id from head h cross join lateral (
    select queue, tenant, priority, job_id from ready
    where (queue, tenant, priority) > (h.queue, h.tenant, h.priority)
    order by queue, tenant, priority, job_id limit 1) n)
select h.queue, extract(epoch from statement_timestamp() - min(j.submitted_at))
from (select queue, job_id from head limit 5000) h join job j on j.id = h.job_id group by h.queue;
