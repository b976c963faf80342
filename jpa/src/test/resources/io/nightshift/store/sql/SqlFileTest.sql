-- Statements for the tests of the loader.

-- name: by-name
select count(*) from place where name = :name and (size = :size or :size = 0);

-- name: put
insert into place (name, size) values (:name, :size);

-- name: nobody-takes-this
select 1;

-- name: shape
select name
  , size                   -- needs: sizes
from place                 -- without few: from (select * from place limit 1) place
where size = :size         -- needs: sizes few
;
