package io.nightshift.test.faults.cluster;

import io.nightshift.test.faults.check.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** The statements by which the tables of one queue are read, in one transaction of somebody else's. */
final class Tables {

    private static final String OF_QUEUE = " join job j on j.id = x.job_id where j.queue = ?";
    private static final String LIVE = "exists (select 1 from node n where n.incarnation = c.incarnation"
            + " and n.left_at is null and n.lease_until > now() and n.heartbeat_at > now() - interval '10 seconds')";

    private final Connection connection;
    private final String queue;

    Tables(Connection connection, String queue) {
        this.connection = connection;
        this.queue = queue;
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    Rows read() throws SQLException {
        return new Rows(
                list(
                        "select id, idempotency_key, schedule_id, gate, coalesce(gate_most, 1) from job where queue = ?",
                        row -> new Rows.Job(
                                row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getInt(5))),
                list(
                        "select x.job_id, x.state, x.attempt from outcome x" + OF_QUEUE,
                        row -> new Rows.Outcome(row.getString(1), row.getString(2), row.getInt(3))),
                list(
                        "select x.job_id, x.attempt, x.kind from attempt x" + OF_QUEUE,
                        row -> new Rows.Attempt(row.getString(1), row.getInt(2), row.getString(3))),
                list("""
                        select x.job_id, x.place from (
                          select job_id, 'scheduled' as place from scheduled union all select job_id, 'blocked' from blocked
                          union all select job_id, 'ready' from ready
                          union all select unnest(job_ids), 'claim' from claim) x""" + OF_QUEUE, row -> new Rows.Place(row.getString(1), row.getString(2))),
                list(
                        "select x.schedule_id, x.fire_at, x.result, x.job_id from schedule_fire x"
                                + " join schedule s on s.id = x.schedule_id where s.queue = ?",
                        row -> new Rows.Fire(
                                row.getString(1),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getString(3),
                                row.getString(4))),
                list("select message_id from reject where ? is not null", row -> row.getString(1)),
                counted(),
                orphans());
    }

    private List<String> orphans() throws SQLException {
        List<String> orphans = new ArrayList<>();
        orphans.addAll(list(
                "select 'claim ' || id || ' of no live node' from claim c where ? is not null and not " + LIVE,
                row -> row.getString(1)));
        orphans.addAll(list(
                "select 'key ' || x.gate || ' is held by the ended job ' || x.job_id from key_holder x" + OF_QUEUE
                        + " and exists (select 1 from outcome o where o.job_id = x.job_id)",
                row -> row.getString(1)));
        orphans.addAll(list(
                "select 'key ' || b.gate || ' is held by none, and jobs wait' from blocked b where b.queue = ?"
                        + " and not exists (select 1 from key_holder h where h.gate = b.gate) group by b.gate",
                row -> row.getString(1)));
        orphans.addAll(list(
                "select 'prepared transaction ' || gid from pg_prepared_xacts where ? is not null",
                row -> row.getString(1)));
        return orphans;
    }

    private long counted() throws SQLException {
        return number("select coalesce(sum(jobs), 0) from job_stat where queue = ? and result = 'SUCCEEDED'");
    }

    private long number(String sql) throws SQLException {
        return list(sql, row -> row.getLong(1)).get(0);
    }

    private <T> List<T> list(String sql, Reader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, queue);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
        }
        return rows;
    }
}
