package io.nightshift.store.type;

import io.nightshift.api.job.JobId;
import io.nightshift.store.queue.LimitColumns;
import io.nightshift.store.queue.Limits;
import io.nightshift.store.queue.PauseColumns;
import io.nightshift.store.sql.Transactor;
import io.nightshift.store.sql.Values;
import io.nightshift.store.type.Breaker.Rule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same plain statements on every database. */
public final class JdbcTypeStore implements TypeStore {

    private static final int TRIES = 5;

    private final Transactor transactor;

    /** Uses a database. */
    public JdbcTypeStore(Transactor transactor) {
        this.transactor = transactor;
    }

    @Override
    public List<Setting> all() {
        return transactor.call("Reading the settings of job types", connection -> {
            List<Setting> settings = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("select type, " + PauseColumns.NAMES + ", "
                            + LimitColumns.NAMES + ", " + BreakerColumns.NAMES
                            + " from type_setting order by type");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    settings.add(new Setting(
                            row.getString(1),
                            row.getString(2),
                            Values.instant(row, 3),
                            row.getString(4),
                            LimitColumns.limits(row, 5),
                            LimitColumns.window(row, 5),
                            BreakerColumns.read(row, 10)));
                }
            }
            return settings;
        });
    }

    @Override
    public boolean pause(String type, String by, @Nullable String reason) {
        return transactor.transact("Pausing job type " + type, connection -> {
            ensure(connection, type);
            return PauseColumns.pause(connection, "type_setting", "type", type, by, reason);
        });
    }

    @Override
    public boolean resume(String type) {
        return transactor.transact("Resuming job type " + type, connection -> {
            boolean changed = PauseColumns.resume(connection, "type_setting", "type", type);
            tidy(connection, type);
            return changed;
        });
    }

    @Override
    public void limits(String type, Limits limits) {
        transactor.transact("Setting the limits of job type " + type, connection -> {
            ensure(connection, type);
            try (PreparedStatement update = connection.prepareStatement("update type_setting set " + LimitColumns.SET
                    + ", changed_at = current_timestamp where type = ?")) {
                LimitColumns.bind(update, 1, limits);
                update.setString(4, type);
                update.executeUpdate();
            }
            tidy(connection, type);
            return true;
        });
    }

    @Override
    public void breaker(String type, @Nullable Rule rule) {
        transactor.transact("Setting the breaker of job type " + type, connection -> {
            ensure(connection, type);
            String rest = rule == null ? ", " + BreakerColumns.NONE : "";
            try (PreparedStatement update = connection.prepareStatement(
                    "update type_setting set " + BreakerColumns.RULE + rest + " where type = ?")) {
                BreakerColumns.bind(update, 1, rule);
                update.setString(5, type);
                update.executeUpdate();
            }
            tidy(connection, type);
            return true;
        });
    }

    @Override
    public boolean trip(String type, String node, String reason) {
        return move(type, BreakerColumns.OPEN, "breaker_until is null", null, node, reason);
    }

    @Override
    public boolean open(String type, String by, @Nullable String reason) {
        String shut = "(breaker_until is null or breaker_until <= current_timestamp)";
        return move(type, BreakerColumns.OPEN, shut, null, by, reason);
    }

    @Override
    public boolean close(String type, String by, @Nullable String reason) {
        return move(type, BreakerColumns.CLOSE, "breaker_until is not null", null, by, reason);
    }

    @Override
    public boolean probed(String type, JobId probe, boolean success, String node, String reason) {
        String next = success ? BreakerColumns.CLOSE : BreakerColumns.OPEN_AGAIN;
        return move(type, next, "breaker_until is not null and breaker_probe = ?", probe, node, reason);
    }

    /** One guarded update: whoever finds the breaker in another state has lost. */
    private boolean move(
            String type, String next, String guard, @Nullable JobId probe, String by, @Nullable String reason) {
        return transactor.call("Moving the breaker of job type " + type, connection -> {
            try (PreparedStatement update = connection.prepareStatement("update type_setting set " + next
                    + " where type = ? and breaker_percent is not null and " + guard)) {
                update.setString(1, Values.fit(by, 200));
                update.setString(2, Values.fit(reason, 500));
                update.setString(3, type);
                if (probe != null) {
                    update.setObject(4, probe.value());
                }
                return update.executeUpdate() > 0;
            }
        });
    }

    /** Makes the row and locks it: another one may be tidying it away at this moment. */
    private static void ensure(Connection connection, String type) throws SQLException {
        for (int tried = 0; tried < TRIES; tried++) {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into type_setting (type, changed_at) values (?, current_timestamp) on conflict do nothing")) {
                insert.setString(1, type);
                insert.executeUpdate();
            }
            try (PreparedStatement lock =
                    connection.prepareStatement("select 1 from type_setting where type = ? for update")) {
                lock.setString(1, type);
                try (ResultSet row = lock.executeQuery()) {
                    if (row.next()) {
                        return;
                    }
                }
            }
        }
        throw new SQLException("The settings of type " + type + " were removed " + TRIES + " times", "40001");
    }

    /** A row that says nothing would only keep the type out of the ordinary claims. */
    private static void tidy(Connection connection, String type) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from type_setting where type = ? and paused_at is null and max_running is null"
                        + " and rate_count is null and breaker_percent is null")) {
            delete.setString(1, type);
            delete.executeUpdate();
        }
    }
}
