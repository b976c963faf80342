package io.nightshift.store.stat;

import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Counters in plain statements. */
public final class JdbcStatStore implements StatStore {

    private static final String MICROS = "cast(? as bigint) * interval '0.000001' second";
    private static final String THIS_MINUTE = "date_trunc('minute', current_timestamp)";

    private final Transactor transactor;
    private final Depths depths;

    /** Uses a database. */
    public JdbcStatStore(Transactor transactor, DepthSql sql) {
        this.transactor = transactor;
        this.depths = new Depths(sql);
    }

    @Override
    public void add(String node, UUID batch, List<Count> counts) {
        Map<List<String>, Count> merged = new LinkedHashMap<>();
        // In one order everywhere, and each row once.
        counts.stream()
                .sorted(Comparator.comparing(Count::queue)
                        .thenComparing(Count::type)
                        .thenComparing(Count::result))
                .forEach(count -> merged.merge(
                        List.of(count.queue(), count.type(), count.result()),
                        count,
                        (a, b) -> new Count(
                                a.queue(), a.type(), a.result(), a.jobs() + b.jobs(), a.ranMillis() + b.ranMillis())));
        if (!merged.isEmpty()) {
            transactor.transact("Counting", connection -> {
                if (isNew(connection, node, batch)) {
                    start(connection, node, merged.values());
                    raise(connection, node, merged.values());
                }
                return true;
            });
        }
    }

    /** Whether the node's last batch was another one; names this one then. */
    private static boolean isNew(Connection connection, String node, UUID batch) throws SQLException {
        // Of two that begin with a name at once, one waits for the other at the insert.
        return replaces(connection, node, batch)
                || begins(connection, node, batch)
                || replaces(connection, node, batch);
    }

    private static boolean replaces(Connection connection, String node, UUID batch) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update stat_batch set batch = ?, added_at = current_timestamp where node = ? and batch <> ?")) {
            update.setObject(1, batch);
            update.setString(2, Values.fit(node, 100));
            update.setObject(3, batch);
            return update.executeUpdate() > 0;
        }
    }

    private static boolean begins(Connection connection, String node, UUID batch) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into stat_batch (node, batch, added_at)"
                + " values (?, ?, current_timestamp) on conflict do nothing")) {
            insert.setString(1, Values.fit(node, 100));
            insert.setObject(2, batch);
            return insert.executeUpdate() > 0;
        }
    }

    private static void start(Connection connection, String node, Iterable<Count> counts) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into job_stat (minute_at, node, queue, type," + " result, jobs, run_ms) values (" + THIS_MINUTE
                        + ", ?, ?, ?, ?, 0, 0) on conflict do nothing")) {
            for (Count count : counts) {
                insert.setString(1, Values.fit(node, 100));
                insert.setString(2, count.queue());
                insert.setString(3, count.type());
                insert.setString(4, count.result());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void raise(Connection connection, String node, Iterable<Count> counts) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update job_stat set jobs = jobs + ?,"
                + " run_ms = run_ms + ? where minute_at = " + THIS_MINUTE
                + " and node = ? and queue = ? and type = ? and result = ?")) {
            for (Count count : counts) {
                update.setLong(1, count.jobs());
                update.setLong(2, count.ranMillis());
                update.setString(3, Values.fit(node, 100));
                update.setString(4, count.queue());
                update.setString(5, count.type());
                update.setString(6, count.result());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    @Override
    public List<Minute> minutes(Duration age) {
        return transactor.call("Reading the counters", connection -> {
            List<Minute> minutes = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("""
                    select minute_at, queue, type, result, sum(jobs), sum(run_ms) from job_stat
                    where minute_at >= current_timestamp - %s
                    group by minute_at, queue, type, result order by minute_at, queue, type, result""".replace("%s", MICROS))) {
                select.setLong(1, Values.micros(age));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        minutes.add(new Minute(
                                Values.instantOf(row, 1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getLong(5),
                                row.getLong(6)));
                    }
                }
            }
            return minutes;
        });
    }

    @Override
    public void started(UUID incarnation, Map<String, Integer> byQueue) {
        transactor.transact("Telling what node " + incarnation + " has started", connection -> {
            StartedRows.write(connection, incarnation, byQueue);
            return true;
        });
    }

    @Override
    public Map<String, Depth> depths() {
        return transactor.call("Measuring the queues", depths::read);
    }

    @Override
    public int dead(int cap) {
        return transactor.call("Counting dead jobs", connection -> {
            try (PreparedStatement select = connection.prepareStatement("select count(*) from (select 1 as one"
                    + " from outcome where state = 'DEAD' and state <> 'SUCCEEDED' limit ?) d")) {
                select.setInt(1, cap);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }

    @Override
    public int prune(Duration age) {
        return transactor.transact("Pruning counters", connection -> {
            older(connection, "delete from stat_batch where added_at", age);
            return older(connection, "delete from job_stat where minute_at", age);
        });
    }

    private static int older(Connection connection, String delete, Duration age) throws SQLException {
        try (PreparedStatement old = connection.prepareStatement(delete + " < current_timestamp - " + MICROS)) {
            old.setLong(1, Values.micros(age));
            return old.executeUpdate();
        }
    }
}
