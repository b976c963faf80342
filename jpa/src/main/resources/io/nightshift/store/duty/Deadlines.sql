-- name: lock
select job_id from expiry where job_id = any(:jobs) order by job_id for update;
