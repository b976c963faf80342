package io.nightshift.store.type;

import io.nightshift.store.dialect.Transactor;
import io.nightshift.store.dialect.Values;
import io.nightshift.store.queue.LimitColumns;
import io.nightshift.store.queue.Limits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same plain statements on every database. */
public final class JdbcTypeStore implements TypeStore {

    private final Transactor transactor;

    /** Uses a database. */
    public JdbcTypeStore(Transactor transactor) {
        this.transactor = transactor;
    }

    @Override
    public List<Setting> all() {
        return transactor.call("Reading the settings of job types", connection -> {
            List<Setting> settings = new ArrayList<>();
            try (PreparedStatement select =
                            connection.prepareStatement("select type, paused_by, paused_at, paused_reason, "
                                    + LimitColumns.NAMES + " from type_setting order by type");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    settings.add(new Setting(
                            row.getString(1),
                            row.getString(2),
                            Values.instant(row, 3),
                            row.getString(4),
                            LimitColumns.limits(row, 5),
                            LimitColumns.window(row, 5)));
                }
            }
            return settings;
        });
    }

    @Override
    public boolean pause(String type, String by, @Nullable String reason) {
        return transactor.transact("Pausing job type " + type, connection -> {
            ensure(connection, type);
            try (PreparedStatement update = connection.prepareStatement(
                    "update type_setting set paused_by = ?, paused_reason = ?, paused_at = current_timestamp"
                            + " where type = ? and paused_at is null")) {
                update.setString(1, Values.fit(by, 200));
                update.setString(2, Values.fit(reason, 500));
                update.setString(3, type);
                return update.executeUpdate() > 0;
            }
        });
    }

    @Override
    public boolean resume(String type) {
        return transactor.transact("Resuming job type " + type, connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update type_setting set paused_by = null, paused_at = null, paused_reason = null"
                            + " where type = ? and paused_at is not null")) {
                update.setString(1, type);
                boolean changed = update.executeUpdate() > 0;
                tidy(connection, type);
                return changed;
            }
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

    private static void ensure(Connection connection, String type) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into type_setting (type, changed_at) values (?, current_timestamp) on conflict do nothing")) {
            insert.setString(1, type);
            insert.executeUpdate();
        }
    }

    /** A row that says nothing would only keep the type out of the ordinary claims. */
    private static void tidy(Connection connection, String type) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from type_setting where type = ? and paused_at is null and max_running is null"
                        + " and rate_count is null")) {
            delete.setString(1, type);
            delete.executeUpdate();
        }
    }
}
