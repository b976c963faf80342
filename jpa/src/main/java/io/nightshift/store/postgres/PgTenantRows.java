package io.nightshift.store.postgres;

import io.nightshift.store.claim.TenantHeads;
import io.nightshift.store.claim.TenantRows;
import io.nightshift.store.port.Turn;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hops through the primary key. */
final class PgTenantRows implements TenantRows {

    /** Hops from one name to the next: a tenant for which many jobs wait costs no more than another. */
    private static final String NAMES = """
            with recursive t(name) as (
              (select tenant from ready where queue = ? and tenant %s ? order by queue, tenant limit 1)
              union all
              select (select r.tenant from ready r where r.queue = ? and r.tenant > t.name
                order by r.queue, r.tenant limit 1)
              from t where t.name is not null)
            select name from t where name is not null limit ?""";

    /**
     * The first of each priority by the primary key. From the cursor on: before it may lie thousands of dead entries, and
     * nothing else.
     */
    private static final String HEADS = """
            select t.tenant, p.priority, head.job_id, statement_timestamp()
            from unnest(?::text[], ?::int[], ?::uuid[]) t(tenant, priority, job)
            cross join generate_series(0, 9) p(priority)
            cross join lateral (
              select r.job_id from ready r
              where r.queue = ? and r.tenant = t.tenant and r.priority = p.priority and r.type = any(?)
                and r.job_id > case when p.priority = t.priority then t.job else '00000000-0000-0000-0000-000000000000' end
              order by r.job_id limit 1) head
            where p.priority >= t.priority""";

    @Override
    public List<String> names(Connection connection, String queue, @Nullable String after, int limit)
            throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NAMES.replace("%s", after == null ? ">=" : ">"))) {
            select.setString(1, queue);
            select.setString(2, after == null ? Turn.NOBODY : after);
            select.setString(3, queue);
            select.setInt(4, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    @Override
    public List<Turn> overtaken(
            Connection connection, String queue, Collection<String> types, List<Turn> turns, Duration age)
            throws SQLException {
        TenantHeads heads = new TenantHeads(age);
        try (PreparedStatement select = connection.prepareStatement(HEADS)) {
            PgArray.texts(select, 1, turns, Turn::tenant);
            PgArray.numbers(select, 2, turns, TenantHeads::priority);
            PgArray.uuids(select, 3, turns, TenantHeads::job);
            select.setString(4, queue);
            Values.texts(select, 5, types);
            heads.add(select);
        }
        return heads.overtaken();
    }
}
