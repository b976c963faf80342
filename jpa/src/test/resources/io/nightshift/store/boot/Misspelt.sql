-- name: count
select count(*) from outcome where state = :state;
