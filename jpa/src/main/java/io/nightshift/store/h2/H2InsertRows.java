package io.nightshift.store.h2;

import io.nightshift.store.port.Gate;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.NewJob.Key;
import io.nightshift.store.port.Turn;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import io.nightshift.store.submit.InsertRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A batch per table; needs a transaction around it. */
final class H2InsertRows implements InsertRows {

    private static final SqlFile FILE = SqlFile.of(H2InsertRows.class);
    private static final Sql KEY = FILE.statement("key", "scope", "key", "hash", "job", "now", "expires");
    private static final Sql JOB = FILE.statement(
            "job",
            "id",
            "type",
            "queue",
            "priority",
            "args",
            "attempts",
            "timeout",
            "start",
            "scope",
            "key",
            "tags",
            "submitter",
            "source",
            "schedule",
            "now",
            "gate",
            "most",
            "tenant",
            "unique",
            "time_limit",
            "end");
    private static final Sql TAG = FILE.statement("tag", "tag", "job");
    private static final Sql EXPIRY = FILE.statement("expiry", "job", "start", "end", "look");
    private static final Sql SCHEDULED = FILE.statement("scheduled", "job", "queue", "due");
    private static final Sql BLOCKED = FILE.statement("blocked", "job", "queue", "gate");
    private static final Sql READY = FILE.statement("ready", "queue", "tenant", "priority", "job", "type");
    private static final Sql HOLDER = FILE.statement("holder", "scope", "key");

    @Override
    public boolean oneStatement() {
        return false;
    }

    @Override
    public Row[] store(Connection connection, List<NewJob> jobs) throws SQLException {
        Instant now = Values.now(connection);
        Row[] rows = new Row[jobs.size()];
        Arrays.fill(rows, Row.READY);
        takeKeys(connection, jobs, now, rows);
        List<NewJob> kept = new ArrayList<>();
        List<NewJob> ready = new ArrayList<>();
        List<NewJob> scheduled = new ArrayList<>();
        List<NewJob> blocked = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            NewJob job = jobs.get(i);
            if (rows[i] == Row.KEY_TAKEN) {
                continue;
            }
            kept.add(job);
            Instant due = due(job, now);
            if (due != null && due.isAfter(now)) {
                rows[i] = Row.SCHEDULED;
                scheduled.add(job);
            } else if (job.gate() != null) {
                rows[i] = Row.BLOCKED;
                blocked.add(job);
            } else {
                ready.add(job);
            }
        }
        storeJobs(connection, kept, now);
        storeTags(connection, kept);
        storeExpiry(connection, kept, now);
        storeScheduled(connection, scheduled, now);
        storeBlocked(connection, blocked);
        Rows.each(
                connection,
                READY,
                ready,
                (insert, job) -> insert.text("queue", job.queue())
                        .text("tenant", job.tenant() == null ? Turn.NOBODY : job.tenant())
                        .number("priority", job.priority())
                        .uuid("job", job.id().value())
                        .text("type", job.type()));
        return rows;
    }

    private static @Nullable Instant due(NewJob job, Instant now) {
        if (job.runAt() != null) {
            return job.runAt();
        }
        return job.delay() == null ? null : now.plus(job.delay());
    }

    /** Of the time limit, which begins when the job is first due; null without one. */
    private static @Nullable Instant end(NewJob job, Instant now) {
        if (job.timeLimit().isZero()) {
            return null;
        }
        Instant due = due(job, now);
        return (due == null || due.isBefore(now) ? now : due).plus(job.timeLimit());
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static void takeKeys(Connection connection, List<NewJob> jobs, Instant now, Row[] rows)
            throws SQLException {
        try (Bound insert = KEY.on(connection)) {
            for (int i = 0; i < rows.length; i++) {
                Key key = jobs.get(i).key();
                if (key == null) {
                    continue;
                }
                insert.text("scope", key.scope()).text("key", key.value()).text("hash", key.requestHash());
                insert.uuid("job", jobs.get(i).id().value()).instant("now", now);
                insert.instant("expires", key.period() == null ? null : now.plus(key.period()));
                if (insert.update() == 0) {
                    rows[i] = Row.KEY_TAKEN;
                }
            }
        }
    }

    private static void storeJobs(Connection connection, List<NewJob> jobs, Instant now) throws SQLException {
        Rows.each(connection, JOB, jobs, (insert, job) -> {
            Key key = job.key();
            Gate gate = job.gate();
            insert.uuid("id", job.id().value()).text("type", job.type()).text("queue", job.queue());
            insert.number("priority", job.priority()).text("args", job.args()).number("attempts", job.maxAttempts());
            insert.number("timeout", job.timeout().toMillis()).instant("start", job.startBefore());
            insert.text("scope", key == null ? null : key.scope()).text("key", key == null ? null : key.value());
            insert.array(
                    "tags", "varchar", job.tags().isEmpty() ? null : job.tags().toArray());
            insert.text("submitter", job.submitter())
                    .text("source", job.source().name());
            insert.uuid("schedule", job.scheduleId()).instant("now", now);
            insert.text("gate", gate == null ? null : gate.name()).maybe("most", gate == null ? null : gate.most());
            insert.text("tenant", job.tenant());
            insert.text("unique", job.unique() == null ? null : job.unique().key());
            insert.maybe(
                    "time_limit",
                    job.timeLimit().isZero() ? null : job.timeLimit().toMillis());
            insert.instant("end", end(job, now));
        });
    }

    private static void storeTags(Connection connection, List<NewJob> jobs) throws SQLException {
        List<Tag> tags = new ArrayList<>();
        for (NewJob job : jobs) {
            for (String tag : new LinkedHashSet<>(job.tags())) {
                tags.add(new Tag(tag, job.id().value()));
            }
        }
        Rows.each(
                connection,
                TAG,
                tags,
                (insert, tag) -> insert.text("tag", tag.text()).uuid("job", tag.job()));
    }

    private static void storeExpiry(Connection connection, List<NewJob> jobs, Instant now) throws SQLException {
        List<NewJob> expiring = jobs.stream()
                .filter(job -> job.startBefore() != null || !job.timeLimit().isZero())
                .toList();
        Rows.each(connection, EXPIRY, expiring, (insert, job) -> {
            Instant end = end(job, now);
            insert.uuid("job", job.id().value())
                    .instant("start", job.startBefore())
                    .instant("end", end);
            insert.instant("look", earlier(job.startBefore(), end));
        });
    }

    private static void storeScheduled(Connection connection, List<NewJob> jobs, Instant now) throws SQLException {
        Rows.each(
                connection,
                SCHEDULED,
                jobs,
                (insert, job) -> insert.uuid("job", job.id().value())
                        .text("queue", job.queue())
                        .instant("due", due(job, now)));
    }

    /** In the order of their ids, which is that of their submission. */
    private static void storeBlocked(Connection connection, List<NewJob> jobs) throws SQLException {
        jobs.sort(Comparator.comparing(NewJob::id));
        Rows.each(
                connection,
                BLOCKED,
                jobs,
                (insert, job) -> insert.uuid("job", job.id().value())
                        .text("queue", job.queue())
                        .text("gate", job.gate() == null ? null : job.gate().name()));
    }

    @Override
    public Map<Name, Holder> holders(Connection connection, Collection<Name> keys) throws SQLException {
        Map<Name, Holder> holders = new HashMap<>();
        try (Bound select = HOLDER.on(connection)) {
            for (Name key : keys) {
                select.text("scope", key.scope()).text("key", key.value());
                try (ResultSet row = select.query()) {
                    if (row.next()) {
                        holders.put(key, new Holder(row.getObject(1, UUID.class), row.getString(2), row.getBoolean(3)));
                    }
                }
            }
        }
        return holders;
    }

    private record Tag(String text, UUID job) {}
}
