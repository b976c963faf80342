package io.nightshift.store.h2;

import io.nightshift.api.job.JobId;
import io.nightshift.store.finish.EndedRow;
import io.nightshift.store.finish.EndedRow.Decision;
import io.nightshift.store.finish.EndedRow.Failure;
import io.nightshift.store.finish.Finish;
import io.nightshift.store.port.Finished;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Locks the claims by id, then a batch per table; needs a transaction around it. */
final class H2Finish implements Finish {

    @Override
    public Set<JobId> finish(Connection connection, UUID incarnation, List<Finished> finished) throws SQLException {
        TreeMap<UUID, List<EndedRow>> byClaim = new TreeMap<>();
        for (EndedRow one : EndedRow.of(finished)) {
            byClaim.computeIfAbsent(one.claim(), id -> new ArrayList<>()).add(one);
        }
        Set<JobId> fenced = new HashSet<>();
        List<EndedRow> held = new ArrayList<>();
        Set<JobId> cancels = new HashSet<>();
        for (var entry : byClaim.entrySet()) {
            H2Held claim = H2Held.lock(connection, entry.getKey(), incarnation);
            for (EndedRow one : entry.getValue()) {
                if (claim != null && claim.take(one.id().value(), one.attempt())) {
                    held.add(one);
                    if (claim.cancels(one.id().value())) {
                        cancels.add(one.id());
                    }
                } else {
                    fenced.add(one.id());
                }
            }
            if (claim != null) {
                claim.write(connection);
            }
        }
        write(connection, held, cancels);
        return fenced;
    }

    private static void write(Connection connection, List<EndedRow> held, Set<JobId> cancels) throws SQLException {
        Instant now = Values.now(connection);
        List<EndedRow> retried = new ArrayList<>();
        List<Decided> outcomes = new ArrayList<>();
        for (EndedRow one : held) {
            Decision decision = decide(connection, one, cancels);
            boolean waits = decision == Decision.RETRY || decision == Decision.SNOOZE;
            boolean late = waits && late(connection, one, now);
            if (waits && !late) {
                retried.add(one);
            } else {
                outcomes.add(late ? new Decided(one, Decision.DEAD, LATE) : new Decided(one, decision, null));
            }
        }
        storeFailures(connection, held, now);
        snooze(
                connection,
                retried.stream()
                        .filter(one -> one.decision() == Decision.SNOOZE)
                        .toList());
        Rows.each(
                connection,
                "insert into scheduled (job_id, queue, due, attempt) select id, queue, ?, ? from job where id = ?",
                retried,
                (insert, one) -> {
                    Values.instant(insert, 1, now.plus(one.retryIn(), ChronoUnit.MICROS));
                    insert.setInt(2, one.attempt() + (one.decision() == Decision.SNOOZE ? 0 : 1));
                    insert.setObject(3, one.id().value());
                });
        Rows.each(connection, """
                insert into outcome (job_id, state, attempt, result, started_at, finished_at, node, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?)""", outcomes, (insert, outcome) -> {
            EndedRow one = outcome.ended();
            insert.setObject(1, one.id().value());
            insert.setString(2, outcome.decision().name());
            insert.setInt(3, one.attempt());
            insert.setString(4, one.result());
            Values.instant(insert, 5, outcome.decision() == Decision.EXPIRED ? null : started(one, now));
            Values.instant(insert, 6, ended(one, now));
            insert.setString(7, one.node());
            insert.setString(8, outcome.reason());
        });
    }

    /** It has started, so its latest start holds no more; its next run has not, and goes on with the numbers of its log. */
    private static void snooze(Connection connection, List<EndedRow> snoozed) throws SQLException {
        Rows.each(connection, """
                merge into snooze (job_id, attempt, lines) key (job_id) values (?, ?,
                  (select coalesce(max(line), 0) from job_log where job_id = ? and attempt = ?))""", snoozed, (mark, one) -> {
            mark.setObject(1, one.id().value());
            mark.setInt(2, one.attempt());
            mark.setObject(3, one.id().value());
            mark.setInt(4, one.attempt());
        });
        Rows.each(
                connection,
                "update progress set resting = true where job_id = ? and attempt = ?",
                snoozed,
                (update, one) -> {
                    update.setObject(1, one.id().value());
                    update.setInt(2, one.attempt());
                });
        Rows.each(
                connection,
                "delete from expiry where job_id = ? and end_before is null",
                snoozed,
                (delete, one) -> delete.setObject(1, one.id().value()));
        Rows.each(
                connection,
                "update expiry set start_before = null, look_at = end_before where job_id = ?",
                snoozed,
                (update, one) -> update.setObject(1, one.id().value()));
    }

    private static void storeFailures(Connection connection, List<EndedRow> held, Instant now) throws SQLException {
        Rows.each(
                connection,
                """
                insert into attempt (job_id, attempt, kind, error_class, message, stack_trace, started_at, finished_at,
                    node) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                held.stream().filter(one -> one.failure() != null).toList(),
                (insert, one) -> {
                    @Nullable Failure failure = one.failure();
                    insert.setObject(1, one.id().value());
                    insert.setInt(2, one.attempt());
                    insert.setString(3, failure == null ? null : failure.kind());
                    insert.setString(4, failure == null ? null : failure.errorClass());
                    insert.setString(5, failure == null ? null : failure.message());
                    insert.setString(6, failure == null ? null : failure.stackTrace());
                    Values.instant(insert, 7, started(one, now));
                    Values.instant(insert, 8, ended(one, now));
                    insert.setString(9, one.node());
                });
    }

    /** The same rules as the statement for PostgreSQL. */
    private static Decision decide(Connection connection, EndedRow one, Set<JobId> cancels) throws SQLException {
        if (one.decision() != Decision.RETRY && one.decision() != Decision.SNOOZE) {
            return one.decision();
        }
        UUID job = one.id().value();
        if (one.decision() == Decision.RETRY
                && one.attempt() >= one.maxAttempts()
                && failures(connection, job) + 1 >= one.maxAttempts()) {
            return Decision.DEAD;
        }
        return cancels.contains(one.id()) ? Decision.CANCELLED : one.decision();
    }

    /** Whether the next attempt would come after the job's time limit. */
    private static boolean late(Connection connection, EndedRow one, Instant now) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select 1 from job where id = ? and end_before <= ?")) {
            select.setObject(1, one.id().value());
            Values.instant(select, 2, now.plus(one.retryIn(), ChronoUnit.MICROS));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static int failures(Connection connection, UUID job) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select count(*) from attempt where job_id = ? and kind in ('FAILED', 'TIMED_OUT')
                and attempt > coalesce((select max(attempt) from outcome_history where job_id = ?), 0)""")) {
            select.setObject(1, job);
            select.setObject(2, job);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static Instant ended(EndedRow one, Instant now) {
        return now.minus(one.ago(), ChronoUnit.MICROS);
    }

    private static Instant started(EndedRow one, Instant now) {
        return now.minus(one.ago() + one.ran(), ChronoUnit.MICROS);
    }

    private record Decided(
            EndedRow ended, Decision decision, @Nullable String reason) {}
}
