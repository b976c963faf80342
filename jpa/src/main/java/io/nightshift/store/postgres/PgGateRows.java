package io.nightshift.store.postgres;

import io.nightshift.store.key.GateRows;
import io.nightshift.store.key.Gates.Admitted;
import io.nightshift.store.port.Gate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One statement each. */
final class PgGateRows implements GateRows {

    private static final String LOCK = "select name, most from key_gate where name = any(?) order by name for update";

    /** Until the end of the transaction. Whoever holds a gate is about to commit; if not, he may be frozen. */
    private static final String PATIENCE = "select set_config('lock_timeout', '100ms', true)";

    private static final String PASS = """
            with a as materialized (
              select w.job_id from unnest(?::text[], ?::int[]) g(name, free) cross join lateral (
                select b.job_id from blocked b where b.gate = g.name order by b.place limit g.free
                for update skip locked) w),
            d as (delete from blocked b using a where b.job_id = a.job_id returning b.job_id, b.attempt, b.gate),
            h as (insert into key_holder (job_id, gate) select job_id, gate from d on conflict do nothing)
            insert into ready (queue, tenant, priority, job_id, attempt, type)
            select j.queue, coalesce(j.tenant, ''), j.priority, j.id, d.attempt, j.type from d join job j on j.id = d.job_id
            returning job_id, queue""";

    /** Hops from one name to the next: a gate for which many wait costs no more than another. */
    private static final String WAITED_FOR = """
            with recursive g(name) as (
              (select gate from blocked where gate > ? order by gate limit 1)
              union all
              select (select b.gate from blocked b where b.gate > g.name order by b.gate limit 1)
              from g where g.name is not null)
            select name from g where name is not null limit ?""";

    @Override
    public Map<String, Integer> lock(Connection connection, Collection<String> names, boolean patient)
            throws SQLException {
        if (patient) {
            try (PreparedStatement wait = connection.prepareStatement(PATIENCE)) {
                wait.execute();
            }
        }
        return GateRows.locked(connection, LOCK + (patient ? "" : " skip locked"), names);
    }

    @Override
    public List<Admitted> pass(Connection connection, List<Gate> gates) throws SQLException {
        List<Admitted> admitted = new ArrayList<>();
        try (PreparedStatement pass = connection.prepareStatement(PASS)) {
            PgArray.texts(pass, 1, gates, Gate::name);
            PgArray.numbers(pass, 2, gates, Gate::most);
            try (ResultSet row = pass.executeQuery()) {
                while (row.next()) {
                    admitted.add(new Admitted(row.getObject(1, UUID.class), row.getString(2)));
                }
            }
        }
        return admitted;
    }

    @Override
    public List<String> waitedFor(Connection connection, String after, int limit) throws SQLException {
        return GateRows.names(connection, WAITED_FOR, after, limit);
    }
}
