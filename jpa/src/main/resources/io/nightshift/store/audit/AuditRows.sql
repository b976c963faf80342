-- name: repeated
update audit set repeats = :times where id = :id;
