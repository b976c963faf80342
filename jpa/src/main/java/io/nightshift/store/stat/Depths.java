package io.nightshift.store.stat;

import io.nightshift.store.stat.StatStore.Depth;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What lies in the queues now.
 *
 * <p>Each place is counted up to {@link #CAP} rows, about a tenth of a second on PostgreSQL: beyond that nobody reads the
 * last digits, and the cost must not grow with a backlog.
 */
final class Depths {

    private static final int CAP = 1_000_000;

    private static final String COUNTED =
            "select queue, count(*) from (select queue from %s limit " + CAP + ") counted group by queue";

    private static final String STARTED = "select s.queue, sum(s.jobs) from node_started s"
            + " join node n on n.incarnation = s.incarnation where n.lease_until > current_timestamp group by s.queue";

    private final DepthSql sql;

    Depths(DepthSql sql) {
        this.sql = sql;
    }

    Map<String, Depth> read(Connection connection) throws SQLException {
        Map<String, Number> ready = numbers(connection, COUNTED.replace("%s", "ready"));
        Map<String, Number> claimed =
                numbers(connection, "select queue, sum(cardinality(job_ids)) from claim group by queue");
        Map<String, Number> started = numbers(connection, STARTED);
        Map<String, Number> scheduled = numbers(connection, COUNTED.replace("%s", "scheduled"));
        Map<String, Number> blocked = numbers(connection, COUNTED.replace("%s", "blocked"));
        Map<String, Number> oldest = numbers(connection, sql.oldest().text());
        Map<String, Depth> depths = new TreeMap<>();
        for (Map<String, Number> counted : List.of(ready, claimed, scheduled, blocked)) {
            for (String queue : counted.keySet()) {
                depths.computeIfAbsent(
                        queue,
                        name -> new Depth(
                                count(ready, name),
                                // Told by the nodes a moment ago: some of these may have ended since.
                                Math.min(count(started, name), count(claimed, name)),
                                Math.max(0, count(claimed, name) - count(started, name)),
                                count(scheduled, name),
                                count(blocked, name),
                                seconds(oldest, name)));
            }
        }
        return depths;
    }

    private static long count(Map<String, Number> counts, String queue) {
        return counts.getOrDefault(queue, 0).longValue();
    }

    private static Duration seconds(Map<String, Number> ages, String queue) {
        long millis = (long) (ages.getOrDefault(queue, 0).doubleValue() * 1_000);
        return Duration.ofMillis(Math.max(0, millis));
    }

    private static Map<String, Number> numbers(Connection connection, String sql) throws SQLException {
        Map<String, Number> numbers = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                numbers.put(row.getString(1), row.getBigDecimal(2));
            }
        }
        return numbers;
    }
}
