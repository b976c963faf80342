package io.nightshift.store.claim;

import io.nightshift.api.job.JobId;
import io.nightshift.store.sql.Bound;
import io.nightshift.store.sql.Sql;
import io.nightshift.store.sql.SqlFile;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A type's breaker that is not closed, as its locked row says: open, then one job at a time. A probe counts as long as a
 * live node holds it. So one that is lost, given back or cancelled makes room for the next, and nothing has to be undone.
 *
 * @param until when it lets a job probe
 * @param probe the job that probes, or did last; null if none has
 */
record Tripped(Instant until, @Nullable UUID probe) {

    private static final SqlFile FILE = SqlFile.of(Tripped.class);
    private static final Sql HELD = FILE.statement("held", "type");
    private static final Sql PROBES = FILE.statement("probes", "job", "type");

    /** Reads the columns, whose first has this number; null if the type's breaker is closed or it has none. */
    static @Nullable Tripped read(ResultSet row, int at) throws SQLException {
        Instant until = Values.instant(row, at);
        return until == null ? null : new Tripped(until, row.getObject(at + 1, UUID.class));
    }

    /** How many jobs it lets through now. */
    int room(Connection connection, String type, Instant now) throws SQLException {
        return now.isBefore(until) || held(connection, type) ? 0 : 1;
    }

    /** How long it stays open; null if it lets a job probe already. */
    @Nullable
    Duration opensIn(Instant now) {
        return now.isBefore(until)
                ? Duration.of(Math.max(1_000, ChronoUnit.MICROS.between(now, until)), ChronoUnit.MICROS)
                : null;
    }

    /** From now on this job is the type's probe. */
    static void probes(Connection connection, String type, JobId job) throws SQLException {
        PROBES.update(connection, update -> update.uuid("job", job.value()).text("type", type));
    }

    private boolean held(Connection connection, String type) throws SQLException {
        if (probe == null) {
            return false;
        }
        try (Bound select = HELD.on(connection)) {
            select.text("type", type);
            try (ResultSet row = select.query()) {
                while (row.next()) {
                    if (Values.uuids(row, 1).contains(probe)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
