package io.nightshift.store.stat;

import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Counters in plain statements. */
public final class JdbcStatStore implements StatStore {

    private static final SqlFile FILE = SqlFile.of(JdbcStatStore.class);
    private static final Sql REPLACE_BATCH = FILE.statement("replace-batch", "batch", "node");
    private static final Sql BEGIN_BATCH = FILE.statement("begin-batch", "node", "batch");
    private static final Sql START = FILE.statement("start", "node", "queue", "type", "result");
    private static final Sql RAISE = FILE.statement("raise", "jobs", "ran", "node", "queue", "type", "result");
    private static final Sql MINUTES = FILE.statement("minutes", "age");
    private static final Sql DEAD = FILE.statement("dead", "cap");
    private static final Sql FORGET_BATCHES = FILE.statement("forget-batches", "age");
    private static final Sql FORGET_MINUTES = FILE.statement("forget-minutes", "age");

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
        return REPLACE_BATCH.update(
                        connection, update -> update.uuid("batch", batch).text("node", Values.fit(node, 100)))
                > 0;
    }

    private static boolean begins(Connection connection, String node, UUID batch) throws SQLException {
        return BEGIN_BATCH.update(
                        connection,
                        insert -> insert.text("node", Values.fit(node, 100)).uuid("batch", batch))
                > 0;
    }

    private static void start(Connection connection, String node, Collection<Count> counts) throws SQLException {
        Rows.batch(
                connection,
                START,
                counts,
                (insert, count) -> insert.text("node", Values.fit(node, 100))
                        .text("queue", count.queue())
                        .text("type", count.type())
                        .text("result", count.result()));
    }

    private static void raise(Connection connection, String node, Collection<Count> counts) throws SQLException {
        Rows.batch(
                connection,
                RAISE,
                counts,
                (update, count) -> update.number("jobs", count.jobs())
                        .number("ran", count.ranMillis())
                        .text("node", Values.fit(node, 100))
                        .text("queue", count.queue())
                        .text("type", count.type())
                        .text("result", count.result()));
    }

    @Override
    public List<Minute> minutes(Duration age) {
        return transactor.call(
                "Reading the counters",
                connection -> MINUTES.list(
                        connection,
                        select -> select.number("age", Values.micros(age)),
                        row -> new Minute(
                                Values.instantOf(row, 1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getLong(5),
                                row.getLong(6))));
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
        return transactor.call(
                "Counting dead jobs", connection -> DEAD.count(connection, select -> select.number("cap", cap)));
    }

    @Override
    public int prune(Duration age) {
        return transactor.transact("Pruning counters", connection -> {
            Sql.Setter older = delete -> delete.number("age", Values.micros(age));
            FORGET_BATCHES.update(connection, older);
            return FORGET_MINUTES.update(connection, older);
        });
    }
}
