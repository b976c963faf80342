package io.nightshift.store.postgres;

import io.nightshift.store.claim.TenantHeads;
import io.nightshift.store.claim.TenantRows;
import io.nightshift.store.port.Turn;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hops through the primary key. */
final class PgTenantRows implements TenantRows {

    private static final SqlFile FILE = SqlFile.of(PgTenantRows.class);
    private static final Sql NAMES_FROM = FILE.statement("names-from", "queue", "after", "limit");
    private static final Sql NAMES_BEHIND = FILE.statement("names-behind", "queue", "after", "limit");
    private static final Sql HEADS = FILE.statement("heads", "tenants", "priorities", "jobs", "queue", "types");

    @Override
    public List<String> names(Connection connection, String queue, @Nullable String after, int limit)
            throws SQLException {
        return (after == null ? NAMES_FROM : NAMES_BEHIND)
                .list(
                        connection,
                        select -> select.text("queue", queue)
                                .text("after", after == null ? Turn.NOBODY : after)
                                .number("limit", limit),
                        row -> row.getString(1));
    }

    @Override
    public List<Turn> overtaken(
            Connection connection, String queue, Collection<String> types, List<Turn> turns, Duration age)
            throws SQLException {
        TenantHeads heads = new TenantHeads(age);
        try (Bound select = HEADS.on(connection)) {
            PgArray.texts(select, "tenants", turns, Turn::tenant);
            PgArray.numbers(select, "priorities", turns, TenantHeads::priority);
            PgArray.uuids(select, "jobs", turns, TenantHeads::job);
            select.text("queue", queue).texts("types", types);
            heads.add(select);
        }
        return heads.overtaken();
    }
}
