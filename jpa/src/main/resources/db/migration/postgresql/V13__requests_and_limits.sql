-- A request to stop a running job is part of the claim that holds it: whoever takes the job out of the claim has locked that
-- row, and so cannot miss the request. Null for none; never names a job that is not in job_ids.
alter table claim add column cancels uuid array;
update claim c set cancels = array(select r.job_id from cancel_request r where r.job_id = any(c.job_ids))
where exists (select 1 from cancel_request r where r.job_id = any(c.job_ids));
drop table cancel_request;
create index claim_cancels on claim (id) where cancels is not null;

-- The limit of a concurrency key is that of its latest submission, whatever job of the key goes on. Other jobs pay nothing.
create index job_gate on job (gate, id) where gate is not null;

-- It was always the key.
alter table blocked drop column reason;
