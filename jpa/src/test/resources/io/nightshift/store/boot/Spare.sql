-- name: taken
select 1;

-- name: spare
select 2;
