package io.nightshift.store.h2;

import io.nightshift.store.duty.Expire;
import io.nightshift.store.sql.Rows;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Candidates without locks, guarded deletes for each; needs a transaction around it. */
final class H2Expire implements Expire {

    private static final Duration AGAIN = Duration.ofSeconds(10);

    private static final List<String> PLACES = List.of(
            "scheduled where job_id = ?",
            "blocked where job_id = ?",
            "ready where (queue, tenant, priority, job_id)"
                    + " = (select queue, coalesce(tenant, ''), priority, id from job where id = ?)");

    @Override
    public List<UUID> expire(Connection connection, int limit) throws SQLException {
        Instant now = Values.now(connection);
        List<Look> looks = Rows.hits(
                connection,
                "delete from expiry where job_id = ?",
                looks(connection, now, limit),
                (delete, look) -> delete.setObject(1, look.job()));
        List<UUID> ended = new ArrayList<>();
        List<Look> kept = new ArrayList<>();
        for (Look look : looks) {
            UUID job = look.job();
            if (end(connection, look, now)) {
                ended.add(job);
            } else if (look.end() != null && !Rows.exists(connection, "select 1 from outcome where job_id = ?", job)) {
                kept.add(look);
            }
        }
        keep(connection, kept, now);
        return ended;
    }

    private static List<Look> looks(Connection connection, Instant now, int limit) throws SQLException {
        List<Look> looks = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select job_id, start_before, end_before from expiry"
                        + " where look_at <= ? order by look_at limit ?")) {
            Values.instant(select, 1, now);
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    looks.add(new Look(row.getObject(1, UUID.class), Values.instant(row, 2), Values.instant(row, 3)));
                }
            }
        }
        return looks;
    }

    private static boolean end(Connection connection, Look look, Instant now) throws SQLException {
        for (String place : PLACES) {
            // The attempt is read under the lock that the delete needs.
            Integer attempt = Rows.number(connection, "select attempt from " + place + " for update", look.job());
            if (attempt != null && look.ends(attempt, now)) {
                boolean fresh =
                        attempt == 1 && !Rows.exists(connection, "select 1 from snooze where job_id = ?", look.job());
                Rows.execute(connection, "delete from " + place, look.job());
                Rows.each(
                        connection,
                        "insert into outcome (job_id, state, attempt, finished_at, reason)"
                                + " values (?, ?, ?, current_timestamp, ?)",
                        List.of(look.job()),
                        (insert, job) -> {
                            insert.setObject(1, job);
                            insert.setString(2, fresh ? "EXPIRED" : "DEAD");
                            insert.setInt(3, attempt);
                            insert.setString(4, fresh ? null : OVER);
                        });
                return true;
            }
        }
        return false;
    }

    private static void keep(Connection connection, List<Look> looks, Instant now) throws SQLException {
        Rows.each(
                connection,
                "insert into expiry (job_id, start_before, end_before, look_at) values (?, ?, ?, ?)",
                looks,
                (insert, look) -> {
                    insert.setObject(1, look.job());
                    Values.instant(insert, 2, look.start());
                    Values.instant(insert, 3, look.end());
                    Values.instant(insert, 4, passed(look.end(), now) ? now.plus(AGAIN) : look.end());
                });
    }

    private static boolean passed(@Nullable Instant instant, Instant now) {
        return instant != null && !instant.isAfter(now);
    }

    /** A job of which an instant has passed. */
    private record Look(
            UUID job, @Nullable Instant start, @Nullable Instant end) {

        boolean ends(int attempt, Instant now) {
            return passed(end, now) || (attempt == 1 && passed(start, now));
        }
    }
}
