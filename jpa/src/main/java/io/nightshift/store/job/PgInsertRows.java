package io.nightshift.store.job;

import io.nightshift.store.dialect.PgArray;
import io.nightshift.store.dialect.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One statement for all jobs of a call. What few jobs have (keys, tags, times) is left out of the statement when none
 * has it: the plain ones are most of the load.
 */
final class PgInsertRows implements InsertRows {

    @Override
    public boolean oneStatement() {
        return true;
    }

    @Override
    public Row[] store(Connection connection, List<NewJob> jobs) throws SQLException {
        Shape shape = Shape.of(jobs);
        Row[] rows = new Row[jobs.size()];
        Arrays.fill(rows, Row.READY);
        try (PreparedStatement insert = connection.prepareStatement(shape.sql())) {
            bind(insert, jobs, shape);
            try (ResultSet exceptions = insert.executeQuery()) {
                while (exceptions.next()) {
                    rows[exceptions.getInt(1) - 1] = Row.valueOf(exceptions.getString(2));
                }
            }
        }
        return rows;
    }

    private static void bind(PreparedStatement insert, List<NewJob> jobs, Shape shape) throws SQLException {
        int at = 1;
        if (shape.tags()) {
            List<Tag> tags = new ArrayList<>();
            for (int i = 0; i < jobs.size(); i++) {
                for (String tag : jobs.get(i).tags()) {
                    tags.add(new Tag(i + 1, tag));
                }
            }
            PgArray.numbers(insert, at++, tags, Tag::ord);
            PgArray.texts(insert, at++, tags, Tag::text);
        }
        PgArray.uuids(insert, at++, jobs, job -> job.id().value());
        PgArray.texts(insert, at++, jobs, NewJob::type);
        PgArray.texts(insert, at++, jobs, NewJob::queue);
        PgArray.numbers(insert, at++, jobs, NewJob::priority);
        PgArray.texts(insert, at++, jobs, NewJob::args);
        PgArray.numbers(insert, at++, jobs, NewJob::maxAttempts);
        PgArray.numbers(insert, at++, jobs, job -> job.timeout().toMillis());
        PgArray.texts(insert, at++, jobs, NewJob::submitter);
        PgArray.texts(insert, at++, jobs, job -> job.source().name());
        PgArray.uuids(insert, at++, jobs, NewJob::scheduleId);
        if (shape.keys()) {
            PgArray.texts(
                    insert,
                    at++,
                    jobs,
                    job -> job.key() == null ? null : job.key().scope());
            PgArray.texts(
                    insert,
                    at++,
                    jobs,
                    job -> job.key() == null ? null : job.key().value());
            PgArray.texts(
                    insert,
                    at++,
                    jobs,
                    job -> job.key() == null ? null : job.key().requestHash());
        }
        if (shape.times()) {
            PgArray.maybeNumbers(insert, at++, jobs, job -> job.runAt() == null ? null : Values.micros(job.runAt()));
            PgArray.maybeNumbers(insert, at++, jobs, job -> job.delay() == null ? null : Values.micros(job.delay()));
            PgArray.maybeNumbers(
                    insert, at++, jobs, job -> job.startBefore() == null ? null : Values.micros(job.startBefore()));
        }
        if (shape.gates()) {
            PgArray.texts(
                    insert,
                    at++,
                    jobs,
                    job -> job.gate() == null ? null : job.gate().name());
            PgArray.maybeNumbers(
                    insert,
                    at++,
                    jobs,
                    job -> job.gate() == null ? null : (long) job.gate().most());
        }
    }

    @Override
    public Map<Name, Holder> holders(Connection connection, Collection<Name> keys) throws SQLException {
        List<Name> list = List.copyOf(keys);
        Map<Name, Holder> holders = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select i.scope, i.idempotency_key, i.job_id, i.request_hash
                from unnest(?::text[], ?::text[]) k(scope, value)
                join idempotency i on i.scope = k.scope and i.idempotency_key = k.value""")) {
            PgArray.texts(select, 1, list, Name::scope);
            PgArray.texts(select, 2, list, Name::value);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    holders.put(
                            new Name(row.getString(1), row.getString(2)),
                            new Holder(row.getObject(3, UUID.class), row.getString(4)));
                }
            }
        }
        return holders;
    }

    private record Tag(int ord, String text) {}

    /** Which of the rarer columns occur in a call. */
    private record Shape(boolean keys, boolean times, boolean tags, boolean gates) {

        private static final Map<Shape, String> SQL = new HashMap<>();

        static {
            for (int bits = 0; bits < 16; bits++) {
                Shape shape = new Shape((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0);
                SQL.put(shape, shape.build());
            }
        }

        static Shape of(List<NewJob> jobs) {
            boolean keys = false;
            boolean times = false;
            boolean tags = false;
            boolean gates = false;
            for (NewJob job : jobs) {
                keys |= job.key() != null;
                times |= job.runAt() != null || job.delay() != null || job.startBefore() != null;
                tags |= !job.tags().isEmpty();
                gates |= job.gate() != null;
            }
            return new Shape(keys, times, tags, gates);
        }

        String sql() {
            @Nullable String sql = SQL.get(this);
            return sql == null ? build() : sql;
        }

        /** Joins of two lists are full joins, for which the planner has no nested loop to fall for. */
        private String build() {
            StringBuilder sql = new StringBuilder("with ");
            if (tags) {
                sql.append(
                        "t as materialized (select * from unnest(?::int[], ?::text[]) with ordinality t(ord, tag, o)),\n"
                                + "g as (select ord, array_agg(tag order by o) as tags from t group by ord),\n");
            }
            sql.append(
                    "u as materialized (select * from unnest(?::uuid[], ?::text[], ?::text[], ?::smallint[], ?::text[],"
                            + " ?::smallint[], ?::bigint[], ?::text[], ?::text[], ?::uuid[]");
            sql.append(keys ? ", ?::text[], ?::text[], ?::text[]" : "");
            sql.append(times ? ", ?::bigint[], ?::bigint[], ?::bigint[]" : "");
            sql.append(gates ? ", ?::text[], ?::int[]" : "");
            sql.append(
                    ")\n  with ordinality u(id, type, queue, priority, args, max_attempts, timeout_ms, submitter, source,"
                            + " schedule_id");
            sql.append(keys ? ", scope, value, hash" : "");
            sql.append(times ? ", run_at, delay, start_before" : "");
            sql.append(gates ? ", gate, gate_most" : "");
            sql.append(", ord)),\n");
            if (keys) {
                sql.append("k as (insert into idempotency (scope, idempotency_key, request_hash, job_id, created_at)\n"
                        + "  select scope, value, hash, id, statement_timestamp() from u where value is not null"
                        + " order by ord\n  on conflict do nothing returning job_id),\n"
                        + "kept as materialized (select u.* from u full join k on k.job_id = u.id"
                        + " where u.value is null or k.job_id is not null),\n");
            }
            String kept = keys ? "kept" : "u";
            sql.append("j as (insert into job (id, type, queue, priority, args, max_attempts, timeout_ms, start_before,"
                    + " idempotency_scope, idempotency_key, tags, submitter, source, schedule_id, submitted_at"
                    + (gates ? ", gate, gate_most" : "") + ")\n"
                    + "  select id, type, queue, priority, args, max_attempts, timeout_ms, ");
            sql.append(times ? at("start_before") : "null").append(", ");
            sql.append(keys ? "scope, value, " : "null, null, ");
            sql.append(tags ? "g.tags" : "null");
            sql.append(", submitter, source, schedule_id, statement_timestamp()")
                    .append(gates ? ", gate, gate_most" : "")
                    .append("\n  from ")
                    .append(kept);
            sql.append(tags ? " full join g on g.ord = " + kept + ".ord where id is not null" : "")
                    .append("),\n");
            if (tags) {
                sql.append(
                        "jt as (insert into job_tag (tag, job_id) select t.tag, n.id from t full join " + kept
                                + " n on n.ord = t.ord where t.tag is not null and n.id is not null on conflict do nothing),\n");
            }
            if (times) {
                sql.append("e as (insert into expiry (job_id, start_before) select id, " + at("start_before") + " from "
                        + kept + " where start_before is not null),\n");
                sql.append("d as materialized (select id, ord, coalesce(" + at("run_at")
                        + ", statement_timestamp() + delay * interval '1 microsecond') as due from " + kept + "),\n");
                sql.append(
                        "s as (insert into scheduled (job_id, queue, due, attempt) select n.id, n.queue, d.due, 1 from "
                                + kept + " n full join d on d.id = n.id where d.due > statement_timestamp()),\n");
                sql.append("r as (insert into ready (queue, priority, job_id, attempt, type)"
                        + " select n.queue, n.priority, n.id, 1, n.type from " + kept
                        + " n full join d on d.id = n.id where (d.due is null or d.due <= statement_timestamp())"
                        + (gates ? " and n.gate is null" : "") + ")\n");
            } else {
                sql.append("r as (insert into ready (queue, priority, job_id, attempt, type)"
                        + " select queue, priority, id, 1, type from " + kept + (gates ? " where gate is null" : "")
                        + ")\n");
            }
            if (gates) {
                sql.append(blocked(kept));
            }
            sql.append(exceptions());
            return sql.toString();
        }

        /** In the order of their ids, which is that of their submission: the rows may be sorted by another key. */
        private String blocked(String kept) {
            String due = times ? " full join d on d.id = n.id" : "";
            String now = times ? " and (d.due is null or d.due <= statement_timestamp())" : "";
            return ", b as (insert into blocked (job_id, queue, attempt, reason, gate, place)"
                    + " select id, queue, 1, 'key', gate, nextval('gate_place') from (select n.id, n.queue, n.gate from "
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

        private static String at(String micros) {
            return "timestamptz 'epoch' + " + micros + " * interval '1 microsecond'";
        }
    }
}
