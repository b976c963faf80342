-- What a changed thing was and is, as JSON without secrets; and how often a refusal was repeated within its minute.
alter table audit add column was varchar(16000);
alter table audit add column became varchar(16000);
alter table audit add column repeats integer default 1 not null;
