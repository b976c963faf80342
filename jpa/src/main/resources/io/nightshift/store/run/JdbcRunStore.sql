-- name: log
-- A batch that is repeated after a lost connection finds its lines there. An attempt that has snoozed goes on behind the lines that it
-- had written before, and keeps as many lines in all as any other.
insert into job_log (job_id, attempt, line, logged_at, level, message)
select :job, :attempt, cast(:line as integer) + b.before, :logged, :level, :message
from (select coalesce(max(lines), 0) as before from snooze where job_id = :job and attempt = :attempt) b
where cast(:line as integer) + b.before <= :most on conflict do nothing;

-- name: checkpoint
select content from checkpoint where job_id = :job;

-- name: claims
select job_ids, attempts from claim where :job = any(job_ids);

-- name: insert-checkpoint
insert into checkpoint (job_id, attempt, content, saved_at) values (:job, :attempt, :content, :now)
on conflict do nothing;

-- name: update-checkpoint
update checkpoint set attempt = :attempt, content = :content, saved_at = :now where job_id = :job and attempt <= :attempt;
