-- name: started
insert into progress as p (job_id, attempt, done, total, note, node, started_at, updated_at)
select job, attempt, 0, 0, null, :node, statement_timestamp() - ago * interval '1 microsecond',
  statement_timestamp()
from unnest(:jobs::uuid[], :attempts::int[], :agos::bigint[]) u(job, attempt, ago) order by job
on conflict (job_id) do update set attempt = excluded.attempt,
  done = case when p.attempt = excluded.attempt then p.done else 0 end,
  total = case when p.attempt = excluded.attempt then p.total else 0 end,
  note = case when p.attempt = excluded.attempt then p.note end,
  node = excluded.node, started_at = excluded.started_at, updated_at = excluded.updated_at, resting = false
where p.attempt < excluded.attempt or (p.attempt = excluded.attempt and p.resting);

-- name: progress
insert into progress as p (job_id, attempt, done, total, note, node, started_at, updated_at)
select job, attempt, done, total, nullif(note, ''), node,
  statement_timestamp() - ran * interval '1 microsecond', statement_timestamp()
from unnest(:jobs::uuid[], :attempts::int[], :dones::bigint[], :totals::bigint[], :notes::text[], :nodes::text[],
    :rans::bigint[])
  u(job, attempt, done, total, note, node, ran)
order by job
on conflict (job_id) do update set attempt = excluded.attempt, done = excluded.done,
  total = excluded.total, note = excluded.note, node = excluded.node,
  started_at = case when p.attempt = excluded.attempt and not p.resting then p.started_at
    else excluded.started_at end,
  updated_at = excluded.updated_at, resting = false
where p.attempt <= excluded.attempt;
