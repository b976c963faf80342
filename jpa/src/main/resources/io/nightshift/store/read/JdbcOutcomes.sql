-- name: ended
-- Of these jobs, those that have ended.
select job_id from outcome where job_id = any(:jobs);
