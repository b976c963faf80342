-- name: schedule
insert into scheduled (job_id, queue, due, attempt) select id, queue, :due, :attempt from job where id = :job;

-- name: end
insert into outcome (job_id, state, attempt, result, started_at, finished_at, node, reason)
values (:job, :state, :attempt, :result, :started, :finished, :node, :reason);

-- name: snooze
-- Its next run goes on with the numbers of its log.
merge into snooze (job_id, attempt, lines) key (job_id) values (:job, :attempt,
  (select coalesce(max(line), 0) from job_log where job_id = :job and attempt = :attempt));

-- name: rest
update progress set resting = true where job_id = :job and attempt = :attempt;

-- It has started, so its latest start holds no more.
-- name: forget-start
delete from expiry where job_id = :job and end_before is null;

-- name: look-at-end
update expiry set start_before = null, look_at = end_before where job_id = :job;

-- name: fail
insert into attempt (job_id, attempt, kind, error_class, message, stack_trace, started_at, finished_at, node)
values (:job, :attempt, :kind, :error, :message, :trace, :started, :finished, :node);

-- name: late
select 1 from job where id = :job and end_before <= :due;

-- name: failures
-- Of the attempts since an operator's last retry.
select count(*) from attempt where job_id = :job and kind in ('FAILED', 'TIMED_OUT')
and attempt > coalesce((select max(attempt) from outcome_history where job_id = :job), 0);
