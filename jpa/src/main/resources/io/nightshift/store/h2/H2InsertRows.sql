-- name: key
insert into idempotency (scope, idempotency_key, request_hash, job_id, created_at, expires_at)
values (:scope, :key, :hash, :job, :now, :expires) on conflict do nothing;

-- name: job
insert into job (id, type, queue, priority, args, max_attempts, timeout_ms, start_before,
    idempotency_scope, idempotency_key, tags, submitter, source, schedule_id, submitted_at,
    gate, gate_most, tenant, unique_key, time_limit_ms, end_before)
values (:id, :type, :queue, :priority, :args, :attempts, :timeout, :start,
    :scope, :key, :tags, :submitter, :source, :schedule, :now,
    :gate, :most, :tenant, :unique, :time_limit, :end);

-- name: tag
insert into job_tag (tag, job_id) values (:tag, :job);

-- name: expiry
insert into expiry (job_id, start_before, end_before, look_at) values (:job, :start, :end, :look);

-- name: scheduled
insert into scheduled (job_id, queue, due, attempt) values (:job, :queue, :due, 1);

-- name: blocked
insert into blocked (job_id, queue, attempt, gate, place) values (:job, :queue, 1, :gate, nextval('gate_place'));

-- name: ready
insert into ready (queue, tenant, priority, job_id, attempt, type)
values (:queue, :tenant, :priority, :job, 1, :type);

-- name: holder
select job_id, request_hash, coalesce(expires_at <= current_timestamp, false) from idempotency
where scope = :scope and idempotency_key = :key;
