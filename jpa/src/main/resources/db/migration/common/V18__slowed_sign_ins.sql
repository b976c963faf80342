-- Who guessed secrets from where so often that a node lets them wait. Kept so that every node can show them and an
-- administrator can clear them on every node; a node goes on without it while the database is away.
create table slowed_sign_in (
    node     varchar(100) not null,
    account  varchar(100) not null,
    address  varchar(64) not null,
    since    timestamp with time zone not null,
    failures integer not null,
    until_at timestamp with time zone not null,
    constraint slowed_sign_in_pk primary key (node, account, address)
);
