-- name: held
select c.job_ids from claim c join node n on n.incarnation = c.incarnation
where n.lease_until > current_timestamp and c.type = :type;

-- name: probes
update type_setting set breaker_probe = :job where type = :type;
