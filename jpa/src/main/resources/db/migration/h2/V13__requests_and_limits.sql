-- The same as for PostgreSQL; H2 has no partial indexes.
alter table claim add column cancels uuid array;
update claim c set cancels = array(select r.job_id from cancel_request r where r.job_id = any(c.job_ids))
where exists (select 1 from cancel_request r where r.job_id = any(c.job_ids));
drop table cancel_request;
create index job_gate on job (gate, id);
alter table blocked drop column reason;
