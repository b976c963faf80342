package io.nightshift.store.h2;

import io.nightshift.api.job.JobState;
import io.nightshift.store.duty.PruneRows;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Whoever sorts rows locks all he looks at, skipping or not; so this waits. */
final class H2PruneRows implements PruneRows {

    private static final String ENDED =
            " and job_id > ? and job_id < ? and finished_at < ? order by job_id limit ? for update";

    @Override
    public List<UUID> ended(Connection connection, JobState state, UUID after, UUID below, Instant before, int limit)
            throws SQLException {
        String is = "state = '" + state.name() + "'";
        List<UUID> ended = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select job_id from outcome where " + is + ENDED)) {
            select.setObject(1, after);
            select.setObject(2, below);
            Values.instant(select, 3, before);
            select.setInt(4, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ended.add(row.getObject(1, UUID.class));
                }
            }
        }
        return ended;
    }

    @Override
    public List<KeyName> over(Connection connection, int limit) throws SQLException {
        List<KeyName> over = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select scope, idempotency_key from idempotency where expires_at <= current_timestamp
                order by expires_at limit ? for update""")) {
            select.setInt(1, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    over.add(new KeyName(row.getString(1), row.getString(2)));
                }
            }
        }
        return over;
    }
}
