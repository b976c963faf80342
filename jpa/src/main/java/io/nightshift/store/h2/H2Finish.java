package io.nightshift.store.h2;

import io.nightshift.api.job.JobId;
import io.nightshift.store.finish.EndedRow;
import io.nightshift.store.finish.EndedRow.Decision;
import io.nightshift.store.finish.EndedRow.Failure;
import io.nightshift.store.finish.Finish;
import io.nightshift.store.port.Finished;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Locks the claims by id, then a batch per table; needs a transaction around it. */
final class H2Finish implements Finish {

    private static final SqlFile FILE = SqlFile.of(H2Finish.class);
    private static final Sql SCHEDULE = FILE.statement("schedule", "due", "attempt", "job");
    private static final Sql END =
            FILE.statement("end", "job", "state", "attempt", "result", "started", "finished", "node", "reason");
    private static final Sql SNOOZE = FILE.statement("snooze", "job", "attempt");
    private static final Sql REST = FILE.statement("rest", "job", "attempt");
    private static final Sql FORGET_START = FILE.statement("forget-start", "job");
    private static final Sql LOOK_AT_END = FILE.statement("look-at-end", "job");
    private static final Sql FAIL = FILE.statement(
            "fail", "job", "attempt", "kind", "error", "message", "trace", "started", "finished", "node");
    private static final Sql IS_LATE = FILE.statement("late", "job", "due");
    private static final Sql FAILURES = FILE.statement("failures", "job");

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
                SCHEDULE,
                retried,
                (insert, one) -> insert.instant("due", now.plus(one.retryIn(), ChronoUnit.MICROS))
                        .number("attempt", one.attempt() + (one.decision() == Decision.SNOOZE ? 0 : 1))
                        .uuid("job", one.id().value()));
        Rows.each(connection, END, outcomes, (insert, outcome) -> {
            EndedRow one = outcome.ended();
            insert.uuid("job", one.id().value())
                    .text("state", outcome.decision().name())
                    .number("attempt", one.attempt())
                    .text("result", one.result())
                    .instant("started", outcome.decision() == Decision.EXPIRED ? null : started(one, now))
                    .instant("finished", ended(one, now))
                    .text("node", one.node())
                    .text("reason", outcome.reason());
        });
    }

    /** It has started, so its latest start holds no more; its next run has not, and goes on with the numbers of its log. */
    private static void snooze(Connection connection, List<EndedRow> snoozed) throws SQLException {
        for (Sql mark : List.of(SNOOZE, REST)) {
            Rows.each(
                    connection,
                    mark,
                    snoozed,
                    (statement, one) -> statement.uuid("job", one.id().value()).number("attempt", one.attempt()));
        }
        for (Sql deadline : List.of(FORGET_START, LOOK_AT_END)) {
            Rows.each(
                    connection,
                    deadline,
                    snoozed,
                    (statement, one) -> statement.uuid("job", one.id().value()));
        }
    }

    private static void storeFailures(Connection connection, List<EndedRow> held, Instant now) throws SQLException {
        List<EndedRow> failed =
                held.stream().filter(one -> one.failure() != null).toList();
        Rows.each(connection, FAIL, failed, (insert, one) -> {
            @Nullable Failure failure = one.failure();
            insert.uuid("job", one.id().value())
                    .number("attempt", one.attempt())
                    .text("kind", failure == null ? null : failure.kind())
                    .text("error", failure == null ? null : failure.errorClass())
                    .text("message", failure == null ? null : failure.message())
                    .text("trace", failure == null ? null : failure.stackTrace())
                    .instant("started", started(one, now))
                    .instant("finished", ended(one, now))
                    .text("node", one.node());
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
                && Objects.requireNonNullElse(Rows.number(connection, FAILURES, job), 0) + 1 >= one.maxAttempts()) {
            return Decision.DEAD;
        }
        return cancels.contains(one.id()) ? Decision.CANCELLED : one.decision();
    }

    /** Whether the next attempt would come after the job's time limit. */
    private static boolean late(Connection connection, EndedRow one, Instant now) throws SQLException {
        Boolean late = IS_LATE.first(
                connection,
                select ->
                        select.uuid("job", one.id().value()).instant("due", now.plus(one.retryIn(), ChronoUnit.MICROS)),
                row -> true);
        return late != null;
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
