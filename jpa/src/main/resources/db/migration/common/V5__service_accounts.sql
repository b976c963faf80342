-- A service signs in with a long random token instead of a password. Its hash needs no stretching, so checking it costs
-- microseconds where checking a password costs a tenth of a second. Exactly one of the two hashes is there.
alter table app_user alter column password_hash drop not null;
alter table app_user add column token_hash varchar(64);
alter table app_user add constraint app_user_one_secret check ((password_hash is null) <> (token_hash is null));
