-- name: due
-- Between two attempts only an order is held.
select s.job_id, s.attempt, s.queue, j.gate, h.job_id is not null and j.gate like 'o:%'
from (select job_id, attempt, queue, due from scheduled
  where due <= current_timestamp order by due limit :limit) s
join job j on j.id = s.job_id left join key_holder h on h.job_id = s.job_id order by s.due;

-- name: take
delete from scheduled where job_id = :job;
