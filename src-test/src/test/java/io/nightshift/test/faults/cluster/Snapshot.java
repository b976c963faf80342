package io.nightshift.test.faults.cluster;

import static org.awaitility.Awaitility.await;

import io.nightshift.test.faults.check.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/** Reads the tables of one queue, beside the product. */
public final class Snapshot {

    private static final String OF_QUEUE = " join job j on j.id = x.job_id where j.queue = ?";
    private static final String LIVE = "exists (select 1 from node n where n.incarnation = c.incarnation"
            + " and n.left_at is null and n.lease_until > now() and n.heartbeat_at > now() - interval '10 seconds')";

    private final Database database;
    private final String queue;

    public Snapshot(Database database, String queue) {
        this.database = database;
        this.queue = queue;
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Waits until all jobs of the queue have ended and the counters agree, but no longer than this: the rows tell then. */
    public Rows settled(Duration atMost, boolean countersExact) throws SQLException {
        try {
            await().atMost(atMost).pollInterval(Duration.ofMillis(250)).until(() -> number("""
                    select count(*) from job j where queue = ? and not exists (
                      select 1 from outcome o where o.job_id = j.id)""") == 0);
            if (countersExact) {
                // Counters are written every few seconds.
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> counted() == number("""
                        select count(*) from outcome x""" + OF_QUEUE + " and x.state = 'SUCCEEDED'"));
            }
        } catch (ConditionTimeoutException e) {
            // What is missing stands in the rows.
            return read();
        }
        return read();
    }

    private Rows read() throws SQLException {
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
        try (Connection connection = database.connect();
                PreparedStatement select = connection.prepareStatement(sql)) {
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
