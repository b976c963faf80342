package io.nightshift.store.postgres;

import io.nightshift.store.claim.Claim;
import io.nightshift.store.claim.ClaimedRow;
import io.nightshift.store.claim.TenantHeads;
import io.nightshift.store.id.JobIds;
import io.nightshift.store.port.Claimed;
import io.nightshift.store.port.Turn;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One statement. Its commit alone is asynchronous: a claim that a crash loses leaves its jobs ready, and whoever ran
 * them meanwhile is fenced.
 */
final class PgClaim implements Claim {

    private static final SqlFile FILE = SqlFile.of(PgClaim.class);
    private static final Sql HEAD =
            FILE.statement("head", "queue", "types", "tenant", "priority", "job", "limit", "id", "incarnation");
    private static final Sql HEAD_OF_TYPE = FILE.statement(
            "head-of-type", "queue", "types", "tenant", "priority", "job", "limit", "id", "incarnation", "type");
    /** Of several tenants; jobs without one are left to {@link #HEAD} as long as nobody names any. */
    private static final Sql TURNS = FILE.statement(
            "turns", "queue", "types", "tenants", "priorities", "jobs", "each", "limit", "id", "incarnation");

    private static final Sql TURNS_OF_TYPE = FILE.statement(
            "turns-of-type",
            "queue",
            "types",
            "tenants",
            "priorities",
            "jobs",
            "each",
            "limit",
            "id",
            "incarnation",
            "type");
    private static final Sql NOW = FILE.statement("now");

    private final JobIds ids;

    PgClaim(JobIds ids) {
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
        UUID id = ids.nextUuid();
        boolean alone = turns.size() == 1;
        int each = Claim.each(limit, turns);
        Sql sql = alone ? (type == null ? HEAD : HEAD_OF_TYPE) : (type == null ? TURNS : TURNS_OF_TYPE);
        List<Claimed.Job> jobs = new ArrayList<>();
        try (Bound claim = sql.on(connection)) {
            claim.text("queue", queue).texts("types", types);
            if (alone) {
                head(claim, turns.get(0));
            } else {
                heads(claim, turns, each);
            }
            claim.number("limit", limit).uuid("id", id).uuid("incarnation", incarnation);
            if (type != null) {
                claim.text("type", type);
            }
            try (ResultSet answer = claim.query()) {
                // All rows are here already. The pool's own result set takes a lock for each value that is read.
                ResultSet row = answer.unwrap(ResultSet.class);
                while (row.next()) {
                    String tenant = alone ? turns.get(0).tenant() : row.getString(ClaimedRow.COUNT + 1);
                    jobs.add(ClaimedRow.read(row, queue, tenant));
                }
            }
        }
        return jobs.isEmpty() ? null : new Claimed(id, alone ? jobs : Claim.inTurns(jobs, turns), each);
    }

    @Override
    public Instant now(Connection connection) throws SQLException {
        try (Bound select = NOW.on(connection);
                ResultSet row = select.query()) {
            row.next();
            return Values.instantOf(row, 1);
        }
    }

    private static void head(Bound claim, Turn turn) throws SQLException {
        claim.text("tenant", turn.tenant()).number("priority", TenantHeads.priority(turn));
        claim.uuid("job", TenantHeads.job(turn));
    }

    private static void heads(Bound claim, List<Turn> turns, int each) throws SQLException {
        PgArray.texts(claim, "tenants", turns, Turn::tenant);
        PgArray.numbers(claim, "priorities", turns, TenantHeads::priority);
        PgArray.uuids(claim, "jobs", turns, TenantHeads::job);
        claim.number("each", each);
    }
}
