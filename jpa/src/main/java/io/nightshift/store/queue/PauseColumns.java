package io.nightshift.store.queue;

import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A pause as columns: a queue and a job type have the same ones. */
public final class PauseColumns {

    /** To be selected in this order. */
    public static final String NAMES = "paused_by, paused_at, paused_reason";

    private PauseColumns() {}

    /** Pauses the row with this key; false if there is none or it is paused. */
    public static boolean pause(
            Connection connection, String table, String key, String name, String by, @Nullable String reason)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update " + table
                + " set paused_by = ?, paused_reason = ?, paused_at = current_timestamp where " + key
                + " = ? and paused_at is null")) {
            update.setString(1, Values.fit(by, 200));
            update.setString(2, Values.fit(reason, 500));
            update.setString(3, name);
            return update.executeUpdate() > 0;
        }
    }

    /** Ends the pause of the row with this key; false if there is none or it is not paused. */
    public static boolean resume(Connection connection, String table, String key, String name) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update " + table + " set paused_by = null, paused_at = null, paused_reason = null where " + key
                        + " = ? and paused_at is not null")) {
            update.setString(1, name);
            return update.executeUpdate() > 0;
        }
    }
}
