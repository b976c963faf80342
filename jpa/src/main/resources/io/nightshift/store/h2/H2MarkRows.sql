-- name: insert
insert into progress (job_id, attempt, done, total, note, node, started_at, updated_at)
values (:job, :attempt, 0, 0, null, :node, :started, :now) on conflict do nothing;

-- name: started
update progress set done = case when attempt = :attempt then done else 0 end,
  total = case when attempt = :attempt then total else 0 end, note = case when attempt = :attempt then note end,
  attempt = :attempt, node = :node, started_at = :started, updated_at = :now, resting = false
where job_id = :job and (attempt < :attempt or (attempt = :attempt and resting));

-- name: progress
update progress set attempt = :attempt, done = :done, total = :total, note = :note, node = :node,
  started_at = case when attempt = :attempt and not resting then started_at else :started end, updated_at = :now,
  resting = false
where job_id = :job and attempt <= :attempt;
