package io.nightshift.store.postgres;

import io.nightshift.store.duty.Promote;
import io.nightshift.store.port.Gate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One statement. */
final class PgPromote implements Promote {

    private static final String SQL = """
            with d as (
              delete from scheduled where job_id = any(array(
                select job_id from scheduled where due <= statement_timestamp() order by due limit ?
                for update skip locked))
              returning job_id, attempt),
            m as materialized (
              select j.queue, j.tenant, j.priority, j.id, d.attempt, j.type, j.gate_most,
                case when not exists (select 1 from key_holder h where h.job_id = j.id) then j.gate end as gate
              from d join job j on j.id = d.job_id),
            r as (
              insert into ready (queue, tenant, priority, job_id, attempt, type)
              select queue, coalesce(tenant, ''), priority, id, attempt, type from m where gate is null),
            b as (
              insert into blocked (job_id, queue, attempt, reason, gate, place)
              select id, queue, attempt, 'key', gate, nextval('gate_place')
              from (select * from m where gate is not null order by id) o)
            select queue, count(*), gate, max(gate_most) from m group by queue, gate""";

    @Override
    public Promoted promote(Connection connection, int limit) throws SQLException {
        try (PreparedStatement promote = connection.prepareStatement(SQL)) {
            promote.setInt(1, limit);
            Map<String, Integer> queues = new HashMap<>();
            List<Gate> gates = new ArrayList<>();
            try (ResultSet row = promote.executeQuery()) {
                while (row.next()) {
                    queues.merge(row.getString(1), row.getInt(2), Integer::sum);
                    String gate = row.getString(3);
                    if (gate != null) {
                        gates.add(new Gate(gate, row.getInt(4)));
                    }
                }
            }
            return new Promoted(queues, gates);
        }
    }
}
