-- Entries of applications' outboxes that have become jobs, until they are certainly gone from there: the two databases commit one
-- after the other, and whoever finds an entry again after a crash finds it here, some minutes long. Not the key of the job: that one
-- may be pruned, or have a key of its caller's.
create table outbox_move (
    outbox   varchar(200)             not null,
    entry_id uuid                     not null,
    moved_at timestamp with time zone not null,
    constraint outbox_move_pk primary key (entry_id)
);
