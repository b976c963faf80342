package io.nightshift.store.h2;

import io.nightshift.store.port.Gate;
import io.nightshift.store.port.NewJob;
import io.nightshift.store.port.NewJob.Key;
import io.nightshift.store.port.Turn;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Values;
import io.nightshift.store.submit.InsertRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
                "insert into ready (queue, tenant, priority, job_id, attempt, type) values (?, ?, ?, ?, 1, ?)",
                ready,
                (insert, job) -> {
                    insert.setString(1, job.queue());
                    insert.setString(2, job.tenant() == null ? Turn.NOBODY : job.tenant());
                    insert.setInt(3, job.priority());
                    insert.setObject(4, job.id().value());
                    insert.setString(5, job.type());
                });
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
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into idempotency (scope, idempotency_key, request_hash, job_id, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
            for (int i = 0; i < rows.length; i++) {
                Key key = jobs.get(i).key();
                if (key == null) {
                    continue;
                }
                insert.setString(1, key.scope());
                insert.setString(2, key.value());
                insert.setString(3, key.requestHash());
                insert.setObject(4, jobs.get(i).id().value());
                Values.instant(insert, 5, now);
                Values.instant(insert, 6, key.period() == null ? null : now.plus(key.period()));
                if (insert.executeUpdate() == 0) {
                    rows[i] = Row.KEY_TAKEN;
                }
            }
        }
    }

    private static void storeJobs(Connection connection, List<NewJob> jobs, Instant now) throws SQLException {
        Rows.each(connection, """
                insert into job (id, type, queue, priority, args, max_attempts, timeout_ms, start_before,
                    idempotency_scope, idempotency_key, tags, submitter, source, schedule_id, submitted_at,
                    gate, gate_most, tenant, unique_key, time_limit_ms, end_before)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", jobs, (insert, job) -> {
            Key key = job.key();
            insert.setObject(1, job.id().value());
            insert.setString(2, job.type());
            insert.setString(3, job.queue());
            insert.setInt(4, job.priority());
            insert.setString(5, job.args());
            insert.setInt(6, job.maxAttempts());
            insert.setLong(7, job.timeout().toMillis());
            Values.instant(insert, 8, job.startBefore());
            insert.setString(9, key == null ? null : key.scope());
            insert.setString(10, key == null ? null : key.value());
            if (job.tags().isEmpty()) {
                insert.setNull(11, java.sql.Types.ARRAY);
            } else {
                Values.texts(insert, 11, job.tags());
            }
            insert.setString(12, job.submitter());
            insert.setString(13, job.source().name());
            Values.uuid(insert, 14, job.scheduleId());
            Values.instant(insert, 15, now);
            Gate gate = job.gate();
            insert.setString(16, gate == null ? null : gate.name());
            insert.setObject(17, gate == null ? null : gate.most(), java.sql.Types.INTEGER);
            insert.setString(18, job.tenant());
            insert.setString(19, job.unique() == null ? null : job.unique().key());
            boolean limited = !job.timeLimit().isZero();
            insert.setObject(20, limited ? job.timeLimit().toMillis() : null, java.sql.Types.BIGINT);
            Values.instant(insert, 21, end(job, now));
        });
    }

    private static void storeTags(Connection connection, List<NewJob> jobs) throws SQLException {
        List<Tag> tags = new ArrayList<>();
        for (NewJob job : jobs) {
            for (String tag : new LinkedHashSet<>(job.tags())) {
                tags.add(new Tag(tag, job.id().value()));
            }
        }
        Rows.each(connection, "insert into job_tag (tag, job_id) values (?, ?)", tags, (insert, tag) -> {
            insert.setString(1, tag.text());
            insert.setObject(2, tag.job());
        });
    }

    private static void storeExpiry(Connection connection, List<NewJob> jobs, Instant now) throws SQLException {
        List<NewJob> expiring = jobs.stream()
                .filter(job -> job.startBefore() != null || !job.timeLimit().isZero())
                .toList();
        Rows.each(
                connection,
                "insert into expiry (job_id, start_before, end_before, look_at) values (?, ?, ?, ?)",
                expiring,
                (insert, job) -> {
                    Instant end = end(job, now);
                    insert.setObject(1, job.id().value());
                    Values.instant(insert, 2, job.startBefore());
                    Values.instant(insert, 3, end);
                    Values.instant(insert, 4, earlier(job.startBefore(), end));
                });
    }

    private static void storeScheduled(Connection connection, List<NewJob> jobs, Instant now) throws SQLException {
        Rows.each(
                connection,
                "insert into scheduled (job_id, queue, due, attempt) values (?, ?, ?, 1)",
                jobs,
                (insert, job) -> {
                    insert.setObject(1, job.id().value());
                    insert.setString(2, job.queue());
                    Values.instant(insert, 3, due(job, now));
                });
    }

    /** In the order of their ids, which is that of their submission. */
    private static void storeBlocked(Connection connection, List<NewJob> jobs) throws SQLException {
        jobs.sort(Comparator.comparing(NewJob::id));
        Rows.each(
                connection,
                "insert into blocked (job_id, queue, attempt, gate, place)"
                        + " values (?, ?, 1, ?, nextval('gate_place'))",
                jobs,
                (insert, job) -> {
                    insert.setObject(1, job.id().value());
                    insert.setString(2, job.queue());
                    insert.setString(3, job.gate() == null ? null : job.gate().name());
                });
    }

    @Override
    public Map<Name, Holder> holders(Connection connection, Collection<Name> keys) throws SQLException {
        Map<Name, Holder> holders = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select job_id, request_hash, coalesce(expires_at <= current_timestamp, false) from idempotency"
                        + " where scope = ? and idempotency_key = ?")) {
            for (Name key : keys) {
                select.setString(1, key.scope());
                select.setString(2, key.value());
                try (ResultSet row = select.executeQuery()) {
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
