package io.nightshift.store.postgres;

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

/** Outcomes that an operator's retry has locked are passed by: they are about to be none any more. */
final class PgPruneRows implements PruneRows {

    private static final String ENDED =
            " and job_id > ? and job_id < ? and finished_at < ? order by job_id limit ? for update skip locked";

    @Override
    public List<UUID> ended(Connection connection, JobState state, UUID after, UUID below, Instant before, int limit)
            throws SQLException {
        // The state as a literal, or the planner could not use the partial index.
        String is = "state = '" + state.name() + "'" + (state == JobState.SUCCEEDED ? "" : " and state <> 'SUCCEEDED'");
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
                select scope, idempotency_key from idempotency where expires_at <= statement_timestamp()
                order by expires_at limit ? for update skip locked""")) {
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
