package io.nightshift.store.stat;

import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.stat.StatStore.Depth;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What lies in the queues now.
 *
 * <p>Each place is counted up to a million rows: beyond that nobody reads the last digits, and the cost must not grow with a
 * backlog.
 */
final class Depths {

    private static final SqlFile FILE = SqlFile.of(Depths.class);
    private static final Sql READY = FILE.statement("ready");
    private static final Sql CLAIMED = FILE.statement("claimed");
    private static final Sql STARTED = FILE.statement("started");
    private static final Sql SCHEDULED = FILE.statement("scheduled");
    private static final Sql BLOCKED = FILE.statement("blocked");

    private final DepthSql sql;

    Depths(DepthSql sql) {
        this.sql = sql;
    }

    Map<String, Depth> read(Connection connection) throws SQLException {
        Map<String, Number> ready = numbers(connection, READY);
        Map<String, Number> claimed = numbers(connection, CLAIMED);
        Map<String, Number> started = numbers(connection, STARTED);
        Map<String, Number> scheduled = numbers(connection, SCHEDULED);
        Map<String, Number> blocked = numbers(connection, BLOCKED);
        Map<String, Number> oldest = numbers(connection, sql.oldest());
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

    private static Map<String, Number> numbers(Connection connection, Sql sql) throws SQLException {
        Map<String, Number> numbers = new TreeMap<>();
        try (Bound select = sql.on(connection);
                ResultSet row = select.query()) {
            while (row.next()) {
                numbers.put(row.getString(1), row.getBigDecimal(2));
            }
        }
        return numbers;
    }
}
