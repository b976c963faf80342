package io.nightshift.store.postgres;

import io.nightshift.api.job.JobId;
import io.nightshift.store.finish.EndedRow;
import io.nightshift.store.finish.Finish;
import io.nightshift.store.port.Finished;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One statement for a batch; a batch in which nothing failed or snoozes takes a shorter one. */
final class PgFinish implements Finish {

    private static final SqlFile FILE = SqlFile.of(PgFinish.class);
    private static final Sql WITHOUT_FAILURES = FILE.statement(
            "without-failures",
            "claims",
            "incarnation",
            "ixs",
            "jobs",
            "numbers",
            "decisions",
            "results",
            "rans",
            "agos",
            "nodes");
    private static final Sql WITH_FAILURES = FILE.statement(
            "with-failures",
            "claims",
            "incarnation",
            "ixs",
            "jobs",
            "numbers",
            "decisions",
            "results",
            "rans",
            "agos",
            "nodes",
            "limits",
            "retries",
            "kinds",
            "errors",
            "messages",
            "traces",
            "late");
    private static final Sql WITH_SNOOZES = FILE.statement(
            "with-snoozes",
            "claims",
            "incarnation",
            "ixs",
            "jobs",
            "numbers",
            "decisions",
            "results",
            "rans",
            "agos",
            "nodes",
            "limits",
            "retries",
            "kinds",
            "errors",
            "messages",
            "traces",
            "late");

    @Override
    public Set<JobId> finish(Connection connection, UUID incarnation, List<Finished> finished) throws SQLException {
        List<EndedRow> ended = EndedRow.of(finished);
        boolean snoozes = ended.stream().anyMatch(one -> one.decision() == EndedRow.Decision.SNOOZE);
        boolean failures = snoozes || ended.stream().anyMatch(one -> one.failure() != null);
        Map<UUID, Integer> claims = new HashMap<>();
        List<UUID> order = new ArrayList<>();
        for (EndedRow one : ended) {
            if (claims.putIfAbsent(one.claim(), order.size() + 1) == null) {
                order.add(one.claim());
            }
        }
        Sql sql = failures ? (snoozes ? WITH_SNOOZES : WITH_FAILURES) : WITHOUT_FAILURES;
        try (Bound finish = sql.on(connection)) {
            PgArray.uuids(finish, "claims", order, id -> id);
            finish.uuid("incarnation", incarnation);
            PgArray.numbers(finish, "ixs", ended, one -> claims.getOrDefault(one.claim(), 0));
            PgArray.uuids(finish, "jobs", ended, one -> one.id().value());
            PgArray.numbers(finish, "numbers", ended, EndedRow::attempt);
            PgArray.texts(finish, "decisions", ended, one -> one.decision().name());
            PgArray.texts(finish, "results", ended, EndedRow::result);
            PgArray.numbers(finish, "rans", ended, EndedRow::ran);
            PgArray.numbers(finish, "agos", ended, EndedRow::ago);
            PgArray.texts(finish, "nodes", ended, EndedRow::node);
            if (failures) {
                PgArray.numbers(finish, "limits", ended, EndedRow::maxAttempts);
                PgArray.numbers(finish, "retries", ended, EndedRow::retryIn);
                PgArray.texts(finish, "kinds", ended, failure(EndedRow.Failure::kind));
                PgArray.texts(finish, "errors", ended, failure(EndedRow.Failure::errorClass));
                PgArray.texts(finish, "messages", ended, failure(EndedRow.Failure::message));
                PgArray.texts(finish, "traces", ended, failure(EndedRow.Failure::stackTrace));
                finish.text("late", LATE);
            }
            Set<JobId> fenced = new HashSet<>();
            try (ResultSet row = finish.query()) {
                while (row.next()) {
                    fenced.add(new JobId(row.getObject(1, UUID.class)));
                }
            }
            return fenced;
        }
    }

    private static Function<EndedRow, @Nullable String> failure(Function<EndedRow.Failure, @Nullable String> column) {
        return ended -> ended.failure() == null ? null : column.apply(ended.failure());
    }
}
