-- The outbox in somebody else's database. Needs nothing of one database: PostgreSQL and H2 are tested.

-- name: write
insert into nightshift_outbox (id, type, args, options, submitter) values (:id, :type, :args, :options, :submitter);

-- name: find
select id, type, args, options, submitter from nightshift_outbox where id = :id;

-- name: delete
delete from nightshift_outbox where id = :id;

-- name: first
select id, type, args, options, submitter from nightshift_outbox
order by id fetch first :most rows only for update skip locked;

-- name: first-behind
select id, type, args, options, submitter from nightshift_outbox where id > :after
order by id fetch first :most rows only for update skip locked;

-- name: present
-- A list of a fixed length: arrays are not the same in every database, and the text stays the same.
select id from nightshift_outbox where id in (
  :id1, :id2, :id3, :id4, :id5, :id6, :id7, :id8, :id9, :id10,
  :id11, :id12, :id13, :id14, :id15, :id16, :id17, :id18, :id19, :id20,
  :id21, :id22, :id23, :id24, :id25, :id26, :id27, :id28, :id29, :id30,
  :id31, :id32, :id33, :id34, :id35, :id36, :id37, :id38, :id39, :id40,
  :id41, :id42, :id43, :id44, :id45, :id46, :id47, :id48, :id49, :id50);

-- name: count
select count(*) from (select id from nightshift_outbox fetch first :cap rows only) counted;

-- name: oldest
select id from nightshift_outbox order by id fetch first 1 rows only;
