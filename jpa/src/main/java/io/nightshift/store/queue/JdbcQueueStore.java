package io.nightshift.store.queue;

import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The same plain statements on every database. */
public final class JdbcQueueStore implements QueueStore {

    private static final SqlFile FILE = SqlFile.of(JdbcQueueStore.class);
    private static final Sql ENSURE = FILE.statement("ensure", "name", "concurrency");
    private static final Sql ALL = FILE.statement("all");
    private static final Sql PAUSE = FILE.statement("pause", "who", "reason", "name");
    private static final Sql RESUME = FILE.statement("resume", "name");
    private static final Sql CONCURRENCY = FILE.statement("concurrency", "concurrency", "name");
    private static final Sql WEIGHT = FILE.statement("weight", "weight", "name");
    private static final Sql LIMITS = FILE.statement("limits", "most", "count", "period", "name");

    private final Transactor transactor;

    /** Uses a database. */
    public JdbcQueueStore(Transactor transactor) {
        this.transactor = transactor;
    }

    @Override
    public void ensure(Collection<String> names, int concurrency) {
        transactor.transact("Adding queues", connection -> {
            // In one order everywhere, so that two nodes starting at once do not deadlock.
            Rows.each(
                    connection,
                    ENSURE,
                    List.copyOf(new TreeSet<>(names)),
                    (insert, name) -> insert.text("name", name).number("concurrency", concurrency));
            return true;
        });
    }

    @Override
    public List<Queue> all() {
        return transactor.call(
                "Reading the queues", connection -> ALL.list(connection, Sql.Setter.NOTHING, JdbcQueueStore::queue));
    }

    private static Queue queue(ResultSet row) throws SQLException {
        return new Queue(
                row.getString(1),
                row.getInt(2),
                row.getInt(3),
                row.getString(4),
                Values.instant(row, 5),
                row.getString(6),
                LimitColumns.limits(row, 7),
                LimitColumns.window(row, 7));
    }

    @Override
    public boolean pause(String name, String by, @Nullable String reason) {
        return change(
                "Pausing queue " + name,
                PAUSE,
                update -> update.text("who", Values.fit(by, 200))
                        .text("reason", Values.fit(reason, 500))
                        .text("name", name));
    }

    @Override
    public boolean resume(String name) {
        return change("Resuming queue " + name, RESUME, update -> update.text("name", name));
    }

    @Override
    public boolean concurrency(String name, int perNode) {
        return change(
                "Setting the concurrency of queue " + name,
                CONCURRENCY,
                update -> update.number("concurrency", perNode).text("name", name));
    }

    @Override
    public boolean weight(String name, int weight) {
        return change(
                "Setting the weight of queue " + name,
                WEIGHT,
                update -> update.number("weight", weight).text("name", name));
    }

    @Override
    public boolean limits(String name, Limits limits) {
        return change("Setting the limits of queue " + name, LIMITS, update -> {
            LimitColumns.bind(update, limits);
            update.text("name", name);
        });
    }

    private boolean change(String doing, Sql sql, Sql.Setter values) {
        return transactor.call(doing, connection -> sql.update(connection, values) > 0);
    }
}
