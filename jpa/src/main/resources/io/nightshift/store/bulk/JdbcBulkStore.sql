-- name: start
insert into bulk_operation (job_id, who, action, what, dry_run, started_at)
values (:job, :who, :action, :what, :dry, current_timestamp);

-- name: find
select job_id, who, action, what, dry_run, started_at, walked_to, matched, done, skipped, reasons, ended_at
from bulk_operation where job_id = :job;

-- name: lock
select job_id, who, action, what, dry_run, started_at, walked_to, matched, done, skipped, reasons, ended_at
from bulk_operation where job_id = :job for update;

-- name: newest
select job_id, who, action, what, dry_run, started_at, walked_to, matched, done, skipped, reasons, ended_at
from bulk_operation order by job_id desc limit :limit;

-- name: older
select job_id, who, action, what, dry_run, started_at, walked_to, matched, done, skipped, reasons, ended_at
from bulk_operation where job_id < :before order by job_id desc limit :limit;

-- name: end
update bulk_operation set ended_at = current_timestamp where job_id = :job and ended_at is null;

-- name: mark
update bulk_operation set walked_to = coalesce(:to, walked_to), matched = :matched, done = :done, skipped = :skipped,
  reasons = :reasons
where job_id = :job;
