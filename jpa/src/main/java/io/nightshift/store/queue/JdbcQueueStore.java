package io.nightshift.store.queue;

import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The same plain statements on every database. */
public final class JdbcQueueStore implements QueueStore {

    private final Transactor transactor;

    /** Uses a database. */
    public JdbcQueueStore(Transactor transactor) {
        this.transactor = transactor;
    }

    @Override
    public void ensure(Collection<String> names, int concurrency) {
        transactor.transact("Adding queues", connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into queue (name, concurrency, created_at) values (?, ?, current_timestamp)
                    on conflict do nothing""")) {
                // In one order everywhere, so that two nodes starting at once do not deadlock.
                for (String name : new TreeSet<>(names)) {
                    insert.setString(1, name);
                    insert.setInt(2, concurrency);
                    insert.executeUpdate();
                }
            }
            return true;
        });
    }

    @Override
    public List<Queue> all() {
        return transactor.call("Reading the queues", connection -> {
            List<Queue> queues = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("select name, concurrency, weight, "
                            + PauseColumns.NAMES + ", " + LimitColumns.NAMES + " from queue order by name");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    queues.add(new Queue(
                            row.getString(1),
                            row.getInt(2),
                            row.getInt(3),
                            row.getString(4),
                            Values.instant(row, 5),
                            row.getString(6),
                            LimitColumns.limits(row, 7),
                            LimitColumns.window(row, 7)));
                }
            }
            return queues;
        });
    }

    @Override
    public boolean pause(String name, String by, @Nullable String reason) {
        return transactor.call(
                "Pausing queue " + name,
                connection -> PauseColumns.pause(connection, "queue", "name", name, by, reason));
    }

    @Override
    public boolean resume(String name) {
        return transactor.call(
                "Resuming queue " + name, connection -> PauseColumns.resume(connection, "queue", "name", name));
    }

    @Override
    public boolean concurrency(String name, int perNode) {
        return transactor.call("Setting the concurrency of queue " + name, connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update queue set concurrency = ? where name = ?")) {
                update.setInt(1, perNode);
                update.setString(2, name);
                return update.executeUpdate() > 0;
            }
        });
    }

    @Override
    public boolean weight(String name, int weight) {
        return transactor.call("Setting the weight of queue " + name, connection -> {
            try (PreparedStatement update = connection.prepareStatement("update queue set weight = ? where name = ?")) {
                update.setInt(1, weight);
                update.setString(2, name);
                return update.executeUpdate() > 0;
            }
        });
    }

    @Override
    public boolean limits(String name, Limits limits) {
        return transactor.call("Setting the limits of queue " + name, connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update queue set " + LimitColumns.SET + " where name = ?")) {
                LimitColumns.bind(update, 1, limits);
                update.setString(4, name);
                return update.executeUpdate() > 0;
            }
        });
    }
}
