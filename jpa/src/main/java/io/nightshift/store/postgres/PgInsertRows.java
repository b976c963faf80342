package io.nightshift.store.postgres;

import io.nightshift.store.port.NewJob;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.Values;
import io.nightshift.store.submit.InsertRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One statement for all jobs of a call. What few jobs have (keys, tags, times) is left out of the statement when none
 * has it: the plain ones are most of the load.
 */
final class PgInsertRows implements InsertRows {

    private static final Sql HOLDERS = PgInsertShape.FILE.statement("holders", "scopes", "keys");

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
        try (Bound insert = shape.sql(hurried).on(connection)) {
            bind(insert, jobs, shape);
            try (ResultSet exceptions = insert.query()) {
                while (exceptions.next()) {
                    rows[exceptions.getInt(1) - 1] = Row.valueOf(exceptions.getString(2));
                }
            }
        }
        return rows;
    }

    private static void bind(Bound insert, List<NewJob> jobs, PgInsertShape shape) throws SQLException {
        if (shape.tags()) {
            bindTags(insert, jobs);
        }
        if (shape.own()) {
            bindOwn(insert, jobs);
        } else {
            bindShared(insert, jobs.get(0));
        }
        PgArray.uuids(insert, "ids", jobs, job -> job.id().value());
        PgArray.texts(insert, "args", jobs, NewJob::args);
        if (shape.keys()) {
            PgArray.texts(insert, "scopes", jobs, ofKey(NewJob.Key::scope));
            PgArray.texts(insert, "keys", jobs, ofKey(NewJob.Key::value));
            PgArray.texts(insert, "hashes", jobs, ofKey(NewJob.Key::requestHash));
        }
        if (shape.times()) {
            bindTimes(insert, jobs);
        }
        if (shape.gates()) {
            PgArray.texts(
                    insert,
                    "gates",
                    jobs,
                    job -> job.gate() == null ? null : job.gate().name());
            PgArray.maybeNumbers(
                    insert,
                    "gate_mosts",
                    jobs,
                    job -> job.gate() == null ? null : (long) job.gate().most());
            PgArray.texts(
                    insert,
                    "unique_keys",
                    jobs,
                    job -> job.unique() == null ? null : job.unique().key());
        }
        if (shape.tenants()) {
            PgArray.texts(insert, "tenants", jobs, NewJob::tenant);
        }
    }

    private static void bindTags(Bound insert, List<NewJob> jobs) throws SQLException {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            for (String tag : jobs.get(i).tags()) {
                tags.add(new Tag(i + 1, tag));
            }
        }
        PgArray.numbers(insert, "tag_jobs", tags, Tag::ord);
        PgArray.texts(insert, "tags", tags, Tag::text);
    }

    /** What all jobs of the call have in common. */
    private static void bindShared(Bound insert, NewJob job) throws SQLException {
        insert.text("type", job.type())
                .text("queue", job.queue())
                .number("priority", job.priority())
                .number("attempts", job.maxAttempts())
                .number("timeout", job.timeout().toMillis())
                .text("submitter", job.submitter())
                .text("source", job.source().name())
                .uuid("schedule", job.scheduleId());
    }

    private static void bindOwn(Bound insert, List<NewJob> jobs) throws SQLException {
        PgArray.texts(insert, "types", jobs, NewJob::type);
        PgArray.texts(insert, "queues", jobs, NewJob::queue);
        PgArray.numbers(insert, "priorities", jobs, NewJob::priority);
        PgArray.numbers(insert, "attempt_limits", jobs, NewJob::maxAttempts);
        PgArray.numbers(insert, "timeouts", jobs, job -> job.timeout().toMillis());
        PgArray.texts(insert, "submitters", jobs, NewJob::submitter);
        PgArray.texts(insert, "sources", jobs, job -> job.source().name());
        PgArray.uuids(insert, "schedules", jobs, NewJob::scheduleId);
    }

    private static void bindTimes(Bound insert, List<NewJob> jobs) throws SQLException {
        PgArray.maybeNumbers(insert, "run_ats", jobs, job -> job.runAt() == null ? null : Values.micros(job.runAt()));
        PgArray.maybeNumbers(insert, "delays", jobs, job -> job.delay() == null ? null : Values.micros(job.delay()));
        PgArray.maybeNumbers(
                insert,
                "start_befores",
                jobs,
                job -> job.startBefore() == null ? null : Values.micros(job.startBefore()));
        PgArray.maybeNumbers(
                insert,
                "time_limits",
                jobs,
                job -> job.timeLimit().isZero() ? null : job.timeLimit().toMillis());
        PgArray.maybeNumbers(
                insert,
                "periods",
                jobs,
                job -> job.key() == null || job.key().period() == null
                        ? null
                        : Values.micros(job.key().period()));
    }

    private static Function<NewJob, @Nullable String> ofKey(Function<NewJob.Key, String> part) {
        return job -> job.key() == null ? null : part.apply(job.key());
    }

    @Override
    public Map<Name, Holder> holders(Connection connection, Collection<Name> keys) throws SQLException {
        List<Name> list = List.copyOf(keys);
        Map<Name, Holder> holders = new HashMap<>();
        try (Bound select = HOLDERS.on(connection)) {
            PgArray.texts(select, "scopes", list, Name::scope);
            PgArray.texts(select, "keys", list, Name::value);
            try (ResultSet row = select.query()) {
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
