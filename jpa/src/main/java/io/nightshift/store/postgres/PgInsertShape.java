package io.nightshift.store.postgres;

import io.nightshift.store.port.NewJob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of the rarer columns occur in a call, and whether its jobs are {@code alike}: then what they have in common is
 * sent once instead of as arrays, which most calls can do.
 */
record PgInsertShape(boolean keys, boolean times, boolean tags, boolean gates, boolean tenants, boolean alike) {

    private static final String SHARED = "?::text as type, ?::text as queue, ?::smallint as priority,"
            + " ?::smallint as max_attempts, ?::bigint as timeout_ms, ?::text as submitter, ?::text as source,"
            + " ?::uuid as schedule_id";
    private static final String OWN =
            "?::text[], ?::text[], ?::smallint[], ?::smallint[], ?::bigint[], ?::text[]," + " ?::text[], ?::uuid[], ";
    private static final String OWN_NAMES =
            "type, queue, priority, max_attempts, timeout_ms, submitter, source, schedule_id, ";

    /** Of the time limit, which begins when the job is first due; null without one. */
    private static final String END = "greatest(coalesce(" + at("run_at") + ", " + in("delay")
            + ", statement_timestamp())," + " statement_timestamp()) + time_limit * interval '1 millisecond'";

    private static final String NAMED = " from u where value is not null";

    /** Evaluated once, before the first key is taken; until the end of the transaction, and without a round trip of its own. */
    private static final String HURRY = " and (select set_config('lock_timeout', '100ms', true)) is not null";

    private static final Map<PgInsertShape, String> SQL = new HashMap<>();
    private static final Map<PgInsertShape, String> HURRIED = new HashMap<>();

    static {
        for (int bits = 0; bits < 64; bits++) {
            PgInsertShape shape = new PgInsertShape(
                    (bits & 1) != 0,
                    (bits & 2) != 0,
                    (bits & 4) != 0,
                    (bits & 8) != 0,
                    (bits & 16) != 0,
                    (bits & 32) != 0);
            SQL.put(shape, shape.build());
            HURRIED.put(shape, shape.build().replace(NAMED, NAMED + HURRY));
        }
    }

    static PgInsertShape of(List<NewJob> jobs) {
        boolean keys = false;
        boolean times = false;
        boolean tags = false;
        boolean gates = false;
        boolean tenants = false;
        boolean alike = true;
        NewJob first = jobs.get(0);
        for (NewJob job : jobs) {
            alike = alike && alike(first, job);
            keys |= job.key() != null;
            times |= timed(job);
            tags |= !job.tags().isEmpty();
            gates |= job.gate() != null || job.unique() != null;
            tenants |= job.tenant() != null;
        }
        return new PgInsertShape(keys, times, tags, gates, tenants, alike);
    }

    private static boolean timed(NewJob job) {
        return job.runAt() != null
                || job.delay() != null
                || job.startBefore() != null
                || !job.timeLimit().isZero()
                || (job.key() != null && job.key().period() != null);
    }

    private static boolean alike(NewJob one, NewJob other) {
        return one.type().equals(other.type())
                && one.queue().equals(other.queue())
                && one.priority() == other.priority()
                && one.maxAttempts() == other.maxAttempts()
                && one.timeout().equals(other.timeout())
                && one.submitter().equals(other.submitter())
                && one.source() == other.source()
                && Objects.equals(one.scheduleId(), other.scheduleId());
    }

    String sql() {
        @Nullable String sql = SQL.get(this);
        return sql == null ? build() : sql;
    }

    /** The same, but it waits for a moment only for a key that an open transaction holds. */
    String hurried() {
        @Nullable String sql = HURRIED.get(this);
        return sql == null ? build().replace(NAMED, NAMED + HURRY) : sql;
    }

    /** Joins of two lists are full joins, for which the planner has no nested loop to fall for. */
    private String build() {
        StringBuilder sql = new StringBuilder("with ");
        if (tags) {
            sql.append("t as materialized (select * from unnest(?::int[], ?::text[]) with ordinality t(ord, tag, o)),\n"
                    + "g as (select ord, array_agg(tag order by o) as tags from t group by ord),\n");
        }
        sql.append("u as materialized (select ")
                .append(alike ? SHARED + ", u.*" : "u.*")
                .append(" from unnest(")
                .append(alike ? "" : OWN)
                .append("?::uuid[], ?::text[]");
        sql.append(keys ? ", ?::text[], ?::text[], ?::text[]" : "");
        sql.append(times ? ", ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]" : "");
        sql.append(gates ? ", ?::text[], ?::int[], ?::text[]" : "");
        sql.append(tenants ? ", ?::text[]" : "");
        sql.append(")\n  with ordinality u(").append(alike ? "" : OWN_NAMES).append("id, args");
        sql.append(keys ? ", scope, value, hash" : "");
        sql.append(times ? ", run_at, delay, start_before, time_limit, key_period" : "");
        sql.append(gates ? ", gate, gate_most, unique_key" : "");
        sql.append(tenants ? ", tenant" : "");
        sql.append(", ord)),\n");
        if (keys) {
            sql.append("k as (insert into idempotency (scope, idempotency_key, request_hash, job_id, created_at"
                    + (times ? ", expires_at" : "") + ")\n"
                    + "  select scope, value, hash, id, statement_timestamp()" + (times ? ", " + in("key_period") : "")
                    + NAMED
                    + " order by ord\n  on conflict do nothing returning job_id),\n"
                    + "kept as materialized (select u.* from u full join k on k.job_id = u.id"
                    + " where u.value is null or k.job_id is not null),\n");
        }
        String kept = keys ? "kept" : "u";
        sql.append("j as (insert into job (id, type, queue, priority, args, max_attempts, timeout_ms, start_before,"
                + " idempotency_scope, idempotency_key, tags, submitter, source, schedule_id, submitted_at"
                + (times ? ", time_limit_ms, end_before" : "") + (gates ? ", gate, gate_most, unique_key" : "")
                + (tenants ? ", tenant" : "") + ")\n"
                + "  select id, type, queue, priority, args, max_attempts, timeout_ms, ");
        sql.append(times ? at("start_before") : "null").append(", ");
        sql.append(keys ? "scope, value, " : "null, null, ");
        sql.append(tags ? "g.tags" : "null");
        sql.append(", submitter, source, schedule_id, statement_timestamp()")
                .append(times ? ", time_limit, " + END : "")
                .append(gates ? ", gate, gate_most, unique_key" : "")
                .append(tenants ? ", tenant" : "")
                .append("\n  from ")
                .append(kept);
        sql.append(tags ? " full join g on g.ord = " + kept + ".ord where id is not null" : "")
                .append("),\n");
        if (tags) {
            sql.append("jt as (insert into job_tag (tag, job_id) select t.tag, n.id from t full join " + kept
                    + " n on n.ord = t.ord where t.tag is not null and n.id is not null on conflict do nothing),\n");
        }
        if (times) {
            sql.append("e as (insert into expiry (job_id, start_before, end_before, look_at) select id, "
                    + at("start_before") + ", " + END + ", least(" + at("start_before") + ", " + END + ") from " + kept
                    + " where start_before is not null or time_limit is not null),\n");
            sql.append("d as materialized (select id, ord, coalesce(" + at("run_at") + ", " + in("delay")
                    + ") as due from " + kept + "),\n");
            sql.append("s as (insert into scheduled (job_id, queue, due, attempt) select n.id, n.queue, d.due, 1 from "
                    + kept + " n full join d on d.id = n.id where d.due > statement_timestamp()),\n");
            sql.append("r as (" + ready("n.") + " from " + kept
                    + " n full join d on d.id = n.id where (d.due is null or d.due <= statement_timestamp())"
                    + (gates ? " and n.gate is null" : "") + ")\n");
        } else {
            sql.append("r as (" + ready("") + " from " + kept + (gates ? " where gate is null" : "") + ")\n");
        }
        if (gates) {
            sql.append(blocked(kept));
        }
        sql.append(exceptions());
        return sql.toString();
    }

    /** Into the place of jobs that wait for a node; those without a tenant are left to the column's default. */
    private String ready(String of) {
        return "insert into ready (queue, priority, job_id, attempt, type" + (tenants ? ", tenant" : "") + ") select "
                + of + "queue, " + of + "priority, " + of + "id, 1, " + of + "type"
                + (tenants ? ", coalesce(" + of + "tenant, '')" : "");
    }

    /** In the order of their ids, which is that of their submission: the rows may be sorted by another key. */
    private String blocked(String kept) {
        String due = times ? " full join d on d.id = n.id" : "";
        String now = times ? " and (d.due is null or d.due <= statement_timestamp())" : "";
        return ", b as (insert into blocked (job_id, queue, attempt, gate, place)"
                + " select id, queue, 1, gate, nextval('gate_place') from (select n.id, n.queue, n.gate from "
                + kept + " n" + due + " where n.gate is not null" + now + " order by n.id) o returning job_id)\n";
    }

    /** Answers only for jobs that did not become ready: the number, and what became of it. */
    private String exceptions() {
        List<String> parts = new ArrayList<>();
        if (times) {
            parts.add("select d.ord, 'SCHEDULED' from d where d.due > statement_timestamp()");
        }
        if (keys) {
            parts.add("select u.ord, 'KEY_TAKEN' from u full join kept n on n.ord = u.ord where n.ord is null");
        }
        if (gates) {
            parts.add("select u.ord, 'BLOCKED' from b full join u on u.id = b.job_id where b.job_id is not null");
        }
        return parts.isEmpty() ? "select 0, '' where false" : String.join(" union all ", parts);
    }

    private static String in(String micros) {
        return "statement_timestamp() + " + micros + " * interval '1 microsecond'";
    }

    private static String at(String micros) {
        return "timestamptz 'epoch' + " + micros + " * interval '1 microsecond'";
    }
}
