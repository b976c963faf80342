package io.nightshift.store.h2;

import io.nightshift.store.claim.Claim;
import io.nightshift.store.claim.ClaimedRow;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Turn;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Candidates without locks, a guarded delete for each, and only what was really deleted is claimed. SKIP LOCKED is no
 * help here: H2 locks every row it has to sort, so that a second claimer would get nothing.
 */
final class H2Claim implements Claim {

    private static final SqlFile FILE = SqlFile.of(H2Claim.class);
    private static final Sql CANDIDATES = FILE.statement("candidates", "queue", "tenant", "types", "limit");
    private static final Sql CANDIDATES_BEHIND =
            FILE.statement("candidates-behind", "queue", "tenant", "types", "priority", "job", "limit");
    private static final Sql TAKE = FILE.statement("take", "queue", "tenant", "priority", "job");
    private static final Sql CLAIM = FILE.statement("claim", "id", "incarnation", "queue", "jobs", "attempts", "type");

    private final JobIds ids;

    H2Claim(JobIds ids) {
        this.ids = ids;
    }

    @Override
    public @Nullable Claimed claim(
            Connection connection,
            UUID incarnation,
            String queue,
            Collection<String> types,
            int limit,
            List<Turn> turns,
            @Nullable String type)
            throws SQLException {
        int each = Claim.each(limit, turns);
        List<Claimed.Job> candidates = new ArrayList<>();
        for (Turn turn : turns) {
            candidates.addAll(candidates(connection, queue, types, Math.min(each, limit - candidates.size()), turn));
        }
        List<Claimed.Job> jobs = Rows.hits(
                connection,
                TAKE,
                candidates,
                (delete, job) -> delete.text("queue", queue)
                        .text("tenant", job.tenant())
                        .number("priority", job.priority())
                        .uuid("job", job.id().value()));
        if (jobs.isEmpty()) {
            return null;
        }
        UUID id = ids.nextUuid();
        CLAIM.update(
                connection,
                insert -> insert.uuid("id", id)
                        .uuid("incarnation", incarnation)
                        .text("queue", queue)
                        .uuids(
                                "jobs",
                                jobs.stream().map(job -> job.id().value()).toList())
                        .array(
                                "attempts",
                                "integer",
                                jobs.stream().map(Claimed.Job::attempt).toArray())
                        .text("type", type));
        return new Claimed(id, turns.size() == 1 ? jobs : Claim.inTurns(jobs, turns), each);
    }

    @Override
    public Instant now(Connection connection) throws SQLException {
        return Values.now(connection);
    }

    private static List<Claimed.Job> candidates(
            Connection connection, String queue, Collection<String> types, int limit, Turn turn) throws SQLException {
        Claimed.Cursor after = turn.after();
        return (after == null ? CANDIDATES : CANDIDATES_BEHIND)
                .list(
                        connection,
                        select -> {
                            select.text("queue", queue)
                                    .text("tenant", turn.tenant())
                                    .texts("types", types);
                            if (after != null) {
                                select.number("priority", after.priority())
                                        .uuid("job", after.id().value());
                            }
                            select.number("limit", limit);
                        },
                        row -> ClaimedRow.read(row, queue, turn.tenant()));
    }
}
