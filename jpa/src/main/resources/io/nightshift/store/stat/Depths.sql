-- Each place is counted up to a million rows, about a tenth of a second on PostgreSQL: beyond that nobody reads the last digits, and
-- the cost must not grow with a backlog.

-- name: ready
select queue, count(*) from (select queue from ready limit 1000000) counted group by queue;

-- name: scheduled
select queue, count(*) from (select queue from scheduled limit 1000000) counted group by queue;

-- name: blocked
select queue, count(*) from (select queue from blocked limit 1000000) counted group by queue;

-- name: claimed
select queue, sum(cardinality(job_ids)) from claim group by queue;

-- name: started
select s.queue, sum(s.jobs) from node_started s
join node n on n.incarnation = s.incarnation where n.lease_until > current_timestamp group by s.queue;
