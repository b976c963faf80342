-- A database as a server with the schema of V12 leaves it: jobs in each place, what hangs on them, and a node that went away.
insert into node (incarnation, name, version, slots, running, types, started_at, heartbeat_at, lease_until) values
  (cast('00000000-0000-7000-8000-00000000000a' as uuid), 'gone', '0.1.0', 16, 1, array['test.noop'], current_timestamp - interval '1' hour, current_timestamp - interval '30' minute, current_timestamp - interval '29' minute);

insert into queue (name, concurrency, created_at, max_running, weight) values ('default', 8, current_timestamp, 100, 2);
insert into type_setting (type, max_running, window_used, changed_at) values ('test.noop', 50, 0, current_timestamp);

insert into job (id, type, queue, priority, args, max_attempts, timeout_ms, tags, submitter, source, submitted_at, gate, gate_most, unique_key) values
  (cast('00000000-0000-7000-8000-000000000001' as uuid), 'test.noop', 'default', 5, '{"n":1}', 3, 60000, array['old'], 'anna', 'HTTP', current_timestamp - interval '2' hour, null, null, null),
  (cast('00000000-0000-7000-8000-000000000002' as uuid), 'test.noop', 'default', 5, '{"n":2}', 3, 60000, null, 'anna', 'HTTP', current_timestamp - interval '2' hour, null, null, null),
  (cast('00000000-0000-7000-8000-000000000003' as uuid), 'test.noop', 'default', 5, '{"n":3}', 3, 60000, null, 'anna', 'HTTP', current_timestamp - interval '2' hour, null, null, null),
  (cast('00000000-0000-7000-8000-000000000004' as uuid), 'test.noop', 'default', 5, '{"n":4}', 3, 60000, null, 'anna', 'JMS', current_timestamp - interval '2' hour, 'o:orders', 1, null),
  (cast('00000000-0000-7000-8000-000000000005' as uuid), 'test.noop', 'default', 5, '{"n":5}', 3, 60000, null, 'anna', 'JMS', current_timestamp - interval '2' hour, 'o:orders', 1, null),
  (cast('00000000-0000-7000-8000-000000000006' as uuid), 'test.noop', 'default', 5, '{"n":6}', 3, 60000, null, 'anna', 'CODE', current_timestamp - interval '2' hour, null, null, null),
  (cast('00000000-0000-7000-8000-000000000007' as uuid), 'test.noop', 'default', 5, '{"n":7}', 3, 60000, null, 'anna', 'CODE', current_timestamp - interval '2' hour, null, null, null),
  (cast('00000000-0000-7000-8000-000000000008' as uuid), 'test.noop', 'default', 5, '{"n":8}', 3, 60000, null, 'anna', 'HTTP', current_timestamp - interval '2' hour, null, null, 'import');
insert into job_tag (tag, job_id) values ('old', cast('00000000-0000-7000-8000-000000000001' as uuid));
insert into idempotency (scope, idempotency_key, request_hash, job_id, created_at) values
  ('', 'order-1', 'abc', cast('00000000-0000-7000-8000-000000000001' as uuid), current_timestamp - interval '2' hour);

-- 1 ready, 2 due, 3 claimed by the node that went away with a request to cancel, 4 holds the key for which 5 waits
insert into ready (queue, tenant, priority, job_id, attempt, type) values
  ('default', '', 5, cast('00000000-0000-7000-8000-000000000001' as uuid), 1, 'test.noop'),
  ('default', '', 5, cast('00000000-0000-7000-8000-000000000004' as uuid), 1, 'test.noop');
insert into scheduled (job_id, queue, due, attempt) values
  (cast('00000000-0000-7000-8000-000000000002' as uuid), 'default', current_timestamp - interval '1' minute, 2),
  (cast('00000000-0000-7000-8000-000000000008' as uuid), 'default', current_timestamp + interval '1' day, 1);
insert into claim (id, incarnation, queue, job_ids, attempts, taken_at) values
  (cast('00000000-0000-7000-8000-0000000000c1' as uuid), cast('00000000-0000-7000-8000-00000000000a' as uuid), 'default',
   array[cast('00000000-0000-7000-8000-000000000003' as uuid)], array[1], current_timestamp - interval '30' minute);
insert into cancel_request (job_id, requested_by, requested_at) values
  (cast('00000000-0000-7000-8000-000000000003' as uuid), 'otto', current_timestamp - interval '29' minute);
insert into key_gate (name, most) values ('o:orders', 1);
insert into key_holder (job_id, gate) values (cast('00000000-0000-7000-8000-000000000004' as uuid), 'o:orders');
insert into blocked (job_id, queue, attempt, reason, gate, place) values
  (cast('00000000-0000-7000-8000-000000000005' as uuid), 'default', 1, 'key', 'o:orders', 1);
insert into pending_key (unique_key, job_id) values ('import', cast('00000000-0000-7000-8000-000000000008' as uuid));

-- 6 ended well, 7 is dead with its error, log, progress and checkpoint
insert into outcome (job_id, state, attempt, result, started_at, finished_at, node) values
  (cast('00000000-0000-7000-8000-000000000006' as uuid), 'SUCCEEDED', 1, '{"ok":true}', current_timestamp - interval '1' hour, current_timestamp - interval '1' hour, 'gone'),
  (cast('00000000-0000-7000-8000-000000000007' as uuid), 'DEAD', 1, null, current_timestamp - interval '1' hour, current_timestamp - interval '1' hour, 'gone');
insert into attempt (job_id, attempt, kind, error_class, message, stack_trace, started_at, finished_at, node) values
  (cast('00000000-0000-7000-8000-000000000007' as uuid), 1, 'FAILED', 'java.lang.IllegalStateException', 'it broke', 'at a.B.c', current_timestamp - interval '1' hour, current_timestamp - interval '1' hour, 'gone');
insert into progress (job_id, attempt, done, total, node, started_at, updated_at) values
  (cast('00000000-0000-7000-8000-000000000007' as uuid), 1, 5, 10, 'gone', current_timestamp - interval '1' hour, current_timestamp - interval '1' hour);
insert into checkpoint (job_id, attempt, content, saved_at) values
  (cast('00000000-0000-7000-8000-000000000007' as uuid), 1, '{"row":5}', current_timestamp - interval '1' hour);
insert into job_log (job_id, attempt, line, logged_at, level, message) values
  (cast('00000000-0000-7000-8000-000000000007' as uuid), 1, 1, current_timestamp - interval '1' hour, 'INFO', 'half way');

insert into app_user (name, password_hash, enabled, created_at) values ('anna', '$2a$10$abcdefghijklmnopqrstuv', true, current_timestamp);
insert into app_user_role (user_name, role) values ('anna', 'submitter');
insert into audit (id, done_at, who, action, target, detail) values
  (cast('00000000-0000-7000-8000-0000000000d1' as uuid), current_timestamp - interval '1' day, 'otto', 'QUEUE_PAUSED', 'default', 'for a release');
insert into reject (id, source, message_id, reason, headers, body_head, body_bytes, rejected_at) values
  (cast('00000000-0000-7000-8000-0000000000e1' as uuid), 'nightshift.submit', 'ID:1', 'no type', '{}', 'x', 1, current_timestamp - interval '1' day);
