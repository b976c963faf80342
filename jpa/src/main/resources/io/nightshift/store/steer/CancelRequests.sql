-- name: request
update claim set cancels = :cancels where id = :claim;

-- name: requested
select cancels from claim where cancels is not null;
