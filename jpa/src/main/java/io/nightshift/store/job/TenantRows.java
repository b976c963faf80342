package io.nightshift.store.job;

import io.nightshift.api.job.JobId;
import io.nightshift.store.dialect.Dialect;
import io.nightshift.store.dialect.PgArray;
import io.nightshift.store.dialect.Values;
import io.nightshift.store.id.TimeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks at the order in which the ready jobs of a queue lie; locks nothing. */
final class TenantRows {

    /** Hops from one name to the next: a tenant for which many jobs wait costs no more than another. */
    private static final String NAMES_POSTGRESQL = """
            with recursive t(name) as (
              (select tenant from ready where queue = ? and tenant %s ? order by queue, tenant limit 1)
              union all
              select (select r.tenant from ready r where r.queue = ? and r.tenant > t.name
                order by r.queue, r.tenant limit 1)
              from t where t.name is not null)
            select name from t where name is not null limit ?""";

    private static final String NAMES_H2 =
            "select distinct tenant from ready where queue = ? and tenant %s ? order by tenant limit ?";

    /**
     * The first of each priority by the primary key. From the cursor on: before it may lie thousands of dead entries, and
     * nothing else.
     */
    private static final String HEADS_POSTGRESQL = """
            select t.tenant, p.priority, head.job_id, statement_timestamp()
            from unnest(?::text[], ?::int[], ?::uuid[]) t(tenant, priority, job)
            cross join generate_series(0, 9) p(priority)
            cross join lateral (
              select r.job_id from ready r
              where r.queue = ? and r.tenant = t.tenant and r.priority = p.priority and r.type = any(?)
                and r.job_id > case when p.priority = t.priority then t.job else '00000000-0000-0000-0000-000000000000' end
              order by r.job_id limit 1) head
            where p.priority >= t.priority""";

    private static final String HEADS_H2 = """
            select tenant, priority, min(job_id), current_timestamp from ready
            where tenant = ? and (priority, job_id) > (?, ?) and queue = ? and type = any(?) group by tenant, priority""";

    private static final JobId LOWEST = new JobId(new UUID(0, 0));

    private final Dialect dialect;

    TenantRows(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Tenants with ready jobs in a queue by name, behind this one; null from the start. */
    List<String> names(Connection connection, String queue, @Nullable String after, int limit) throws SQLException {
        boolean h2 = dialect == Dialect.H2;
        String sql = (h2 ? NAMES_H2 : NAMES_POSTGRESQL).replace("%s", after == null ? ">=" : ">");
        List<String> names = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int at = 1;
            select.setString(at++, queue);
            select.setString(at++, after == null ? Turn.NOBODY : after);
            if (!h2) {
                select.setString(at++, queue);
            }
            select.setInt(at, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    /** Where the oldest job of each of these tenants begins, if it is this old and a better priority is before it. */
    List<Turn> overtaken(Connection connection, String queue, Collection<String> types, List<Turn> turns, Duration age)
            throws SQLException {
        Map<String, Heads> heads = new LinkedHashMap<>();
        if (dialect == Dialect.POSTGRESQL) {
            try (PreparedStatement select = connection.prepareStatement(HEADS_POSTGRESQL)) {
                PgArray.texts(select, 1, turns, Turn::tenant);
                PgArray.numbers(select, 2, turns, TenantRows::priority);
                PgArray.uuids(select, 3, turns, turn -> job(turn).value());
                select.setString(4, queue);
                Values.texts(select, 5, types);
                add(select, age, heads);
            }
        } else {
            try (PreparedStatement select = connection.prepareStatement(HEADS_H2)) {
                for (Turn turn : turns) {
                    select.setString(1, turn.tenant());
                    select.setInt(2, priority(turn));
                    select.setObject(3, job(turn).value());
                    select.setString(4, queue);
                    Values.texts(select, 5, types);
                    add(select, age, heads);
                }
            }
        }
        List<Turn> overtaken = new ArrayList<>();
        heads.forEach((tenant, of) -> {
            if (of.old && of.oldestPriority > of.best) {
                overtaken.add(new Turn(tenant, new Claimed.Cursor(of.oldestPriority, LOWEST)));
            }
        });
        return overtaken;
    }

    private static void add(PreparedStatement select, Duration age, Map<String, Heads> heads) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                JobId job = new JobId(row.getObject(3, UUID.class));
                JobId young = new JobId(TimeId.lowest(Values.instantOf(row, 4).minus(age)));
                heads.computeIfAbsent(row.getString(1), tenant -> new Heads())
                        .add(row.getInt(2), job, job.compareTo(young) < 0);
            }
        }
    }

    private static int priority(Turn turn) {
        return turn.after() == null ? -1 : turn.after().priority();
    }

    private static JobId job(Turn turn) {
        return turn.after() == null ? LOWEST : turn.after().id();
    }

    /** The first jobs of a tenant's priorities. */
    private static final class Heads {

        private int best = Integer.MAX_VALUE;
        private int oldestPriority;
        private @Nullable JobId oldest;
        private boolean old;

        void add(int priority, JobId job, boolean isOld) {
            best = Math.min(best, priority);
            if (oldest == null || job.compareTo(oldest) < 0) {
                oldest = job;
                oldestPriority = priority;
                old = isOld;
            }
        }
    }
}
