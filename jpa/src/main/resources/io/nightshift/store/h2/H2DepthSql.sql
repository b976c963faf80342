-- name: oldest
select r.queue, extract(epoch from current_timestamp - j.submitted_at)
from (select queue, min(job_id) as job_id from ready group by queue) r join job j on j.id = r.job_id;
