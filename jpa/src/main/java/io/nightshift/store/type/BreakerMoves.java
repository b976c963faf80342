package io.nightshift.store.type;

import io.nightshift.api.job.JobId;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import io.nightshift.store.type.Breaker.Rule;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The moves of a breaker between its states. Each is one guarded update: whoever finds it in another state has lost. */
final class BreakerMoves {

    private static final SqlFile FILE = SqlFile.of(BreakerMoves.class);
    private static final Sql RULE = FILE.statement("rule", "percent", "minimum", "window", "pause", "type");
    private static final Sql REMOVE = FILE.statement("remove", "type");
    private static final Sql PROBE_SUCCEEDED = FILE.statement("probe-succeeded", "who", "reason", "type", "probe");
    private static final Sql PROBE_FAILED =
            FILE.statement("probe-failed", "who", "reason", "type", "probe", "most_pauses", "longest");

    /** A node has seen too many failures. */
    static final Sql TRIP = FILE.statement("trip", "who", "reason", "type");

    /** By hand, also when it lets a job probe. */
    static final Sql OPEN = FILE.statement("open", "who", "reason", "type");

    /** By hand. */
    static final Sql CLOSE = FILE.statement("close", "who", "reason", "type");

    private BreakerMoves() {}

    /** Sets when it opens; null for never. */
    static void rule(Connection connection, String type, @Nullable Rule rule) throws SQLException {
        if (rule == null) {
            REMOVE.update(connection, update -> update.text("type", type));
            return;
        }
        RULE.update(
                connection,
                update -> update.number("percent", rule.failurePercent())
                        .number("minimum", rule.minimum())
                        .number("window", rule.window().toMillis())
                        .number("pause", rule.pause().toMillis())
                        .text("type", type));
    }

    /** Makes a move; false if the breaker was in another state, or there is none. */
    static boolean move(Connection connection, Sql move, String type, String by, @Nullable String reason)
            throws SQLException {
        return move.update(connection, update -> bind(update, type, by, reason)) > 0;
    }

    /** The job that probed has ended; false if it was another one. */
    static boolean probed(Connection connection, String type, JobId probe, boolean success, String node, String reason)
            throws SQLException {
        try (Bound update = (success ? PROBE_SUCCEEDED : PROBE_FAILED).on(connection)) {
            bind(update, type, node, reason);
            update.uuid("probe", probe.value());
            if (!success) {
                update.number("most_pauses", Breaker.MOST_PAUSES).number("longest", Breaker.LONGEST_PAUSE.toMillis());
            }
            return update.update() > 0;
        }
    }

    private static void bind(Bound update, String type, String by, @Nullable String reason) throws SQLException {
        update.text("who", Values.fit(by, 200))
                .text("reason", Values.fit(reason, 500))
                .text("type", type);
    }
}
