package io.nightshift.store.postgres;

import io.nightshift.store.port.NewJob;
import io.nightshift.store.sql.Values;
import io.nightshift.store.submit.InsertRows;
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

/**
 * One statement for all jobs of a call. What few jobs have (keys, tags, times) is left out of the statement when none
 * has it: the plain ones are most of the load.
 */
final class PgInsertRows implements InsertRows {

    private final boolean hurried;

    PgInsertRows() {
        this(false);
    }

    private PgInsertRows(boolean hurried) {
        this.hurried = hurried;
    }

    @Override
    public InsertRows hurried() {
        return new PgInsertRows(true);
    }

    @Override
    public boolean oneStatement() {
        return true;
    }

    @Override
    public Row[] store(Connection connection, List<NewJob> jobs) throws SQLException {
        PgInsertShape shape = PgInsertShape.of(jobs);
        Row[] rows = new Row[jobs.size()];
        Arrays.fill(rows, Row.READY);
        try (PreparedStatement insert = connection.prepareStatement(hurried ? shape.hurried() : shape.sql())) {
            bind(insert, jobs, shape);
            try (ResultSet exceptions = insert.executeQuery()) {
                while (exceptions.next()) {
                    rows[exceptions.getInt(1) - 1] = Row.valueOf(exceptions.getString(2));
                }
            }
        }
        return rows;
    }

    private static void bind(PreparedStatement insert, List<NewJob> jobs, PgInsertShape shape) throws SQLException {
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
        at = shape.alike() ? bindShared(insert, at, jobs.get(0)) : bindOwn(insert, at, jobs);
        PgArray.uuids(insert, at++, jobs, job -> job.id().value());
        PgArray.texts(insert, at++, jobs, NewJob::args);
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
            PgArray.maybeNumbers(
                    insert,
                    at++,
                    jobs,
                    job -> job.timeLimit().isZero() ? null : job.timeLimit().toMillis());
            PgArray.maybeNumbers(
                    insert,
                    at++,
                    jobs,
                    job -> job.key() == null || job.key().period() == null
                            ? null
                            : Values.micros(job.key().period()));
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
            PgArray.texts(
                    insert,
                    at++,
                    jobs,
                    job -> job.unique() == null ? null : job.unique().key());
        }
        if (shape.tenants()) {
            PgArray.texts(insert, at, jobs, NewJob::tenant);
        }
    }

    /** What all jobs of the call have in common. */
    private static int bindShared(PreparedStatement insert, int from, NewJob job) throws SQLException {
        int at = from;
        insert.setString(at++, job.type());
        insert.setString(at++, job.queue());
        insert.setInt(at++, job.priority());
        insert.setInt(at++, job.maxAttempts());
        insert.setLong(at++, job.timeout().toMillis());
        insert.setString(at++, job.submitter());
        insert.setString(at++, job.source().name());
        Values.uuid(insert, at++, job.scheduleId());
        return at;
    }

    private static int bindOwn(PreparedStatement insert, int from, List<NewJob> jobs) throws SQLException {
        int at = from;
        PgArray.texts(insert, at++, jobs, NewJob::type);
        PgArray.texts(insert, at++, jobs, NewJob::queue);
        PgArray.numbers(insert, at++, jobs, NewJob::priority);
        PgArray.numbers(insert, at++, jobs, NewJob::maxAttempts);
        PgArray.numbers(insert, at++, jobs, job -> job.timeout().toMillis());
        PgArray.texts(insert, at++, jobs, NewJob::submitter);
        PgArray.texts(insert, at++, jobs, job -> job.source().name());
        PgArray.uuids(insert, at++, jobs, NewJob::scheduleId);
        return at;
    }

    @Override
    public Map<Name, Holder> holders(Connection connection, Collection<Name> keys) throws SQLException {
        List<Name> list = List.copyOf(keys);
        Map<Name, Holder> holders = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select i.scope, i.idempotency_key, i.job_id, i.request_hash,
                  coalesce(i.expires_at <= statement_timestamp(), false)
                from unnest(?::text[], ?::text[]) k(scope, value)
                join idempotency i on i.scope = k.scope and i.idempotency_key = k.value""")) {
            PgArray.texts(select, 1, list, Name::scope);
            PgArray.texts(select, 2, list, Name::value);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    holders.put(
                            new Name(row.getString(1), row.getString(2)),
                            new Holder(row.getObject(3, UUID.class), row.getString(4), row.getBoolean(5)));
                }
            }
        }
        return holders;
    }

    private record Tag(int ord, String text) {}
}
