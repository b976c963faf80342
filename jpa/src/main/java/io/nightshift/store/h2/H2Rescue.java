package io.nightshift.store.h2;

import io.nightshift.store.duty.Rescue;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Locks each claim, then job by job; needs a transaction around it. */
final class H2Rescue implements Rescue {

    private static final String ORPHANED = """
            select c.id from claim c where not exists (
              select 1 from node n where n.incarnation = c.incarnation and n.lease_until > current_timestamp)
            order by c.taken_at limit ?""";

    @Override
    public Rescued rescue(Connection connection, int maxClaims, int maxLosses) throws SQLException {
        List<UUID> claims = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(ORPHANED)) {
            select.setInt(1, maxClaims);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    claims.add(row.getObject(1, UUID.class));
                }
            }
        }
        Rescued rescued = new Rescued(new HashMap<>(), new ArrayList<>());
        for (UUID claim : claims) {
            H2Held held = H2Held.lock(connection, claim, null);
            if (held == null) {
                continue;
            }
            for (UUID job : held.jobs()) {
                Integer attempt = held.take(job);
                if (attempt != null) {
                    lose(connection, held, job, attempt, maxLosses, rescued);
                }
            }
            held.write(connection);
        }
        return rescued;
    }

    private static void lose(Connection connection, H2Held held, UUID job, int attempt, int maxLosses, Rescued rescued)
            throws SQLException {
        Mark mark = mark(connection, held.incarnation(), job, attempt);
        String state = null;
        if (held.cancels(job)) {
            state = "CANCELLED";
        } else if (mark.startedAt() != null && losses(connection, job) + 1 >= maxLosses) {
            state = "DEAD";
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into attempt (job_id, attempt, kind, message, started_at, finished_at, node)
                values (?, ?, 'LOST', ?, ?, current_timestamp, ?)""")) {
            insert.setObject(1, job);
            insert.setInt(2, attempt);
            insert.setString(3, MESSAGE);
            Values.instant(insert, 4, mark.startedAt());
            insert.setString(5, mark.node());
            insert.executeUpdate();
        }
        if (state == null) {
            H2Ready.put(connection, List.of(new H2Ready.Back(job, attempt + 1)));
            rescued.queues().merge(queue(connection, job), 1, Integer::sum);
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into outcome (job_id, state, attempt, started_at, finished_at, node)
                values (?, ?, ?, ?, current_timestamp, ?)""")) {
            insert.setObject(1, job);
            insert.setString(2, state);
            insert.setInt(3, attempt);
            Values.instant(insert, 4, mark.startedAt());
            insert.setString(5, mark.node());
            insert.executeUpdate();
        }
        rescued.ended().add(job);
    }

    /** Whether this attempt left a mark that it had started, and where. */
    private static Mark mark(Connection connection, UUID incarnation, UUID job, int attempt) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select started_at, node from progress where job_id = ? and attempt = ? and not resting")) {
            select.setObject(1, job);
            select.setInt(2, attempt);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    return new Mark(Values.instant(row, 1), row.getString(2));
                }
            }
        }
        try (PreparedStatement select = connection.prepareStatement("select name from node where incarnation = ?")) {
            select.setObject(1, incarnation);
            try (ResultSet row = select.executeQuery()) {
                return new Mark(null, row.next() ? row.getString(1) : incarnation.toString());
            }
        }
    }

    private static int losses(Connection connection, UUID job) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select count(*) from attempt where job_id = ? and kind = 'LOST' and started_at is not null
                and attempt > coalesce((select max(attempt) from outcome_history where job_id = ?), 0)""")) {
            select.setObject(1, job);
            select.setObject(2, job);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static String queue(Connection connection, UUID job) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select queue from job where id = ?")) {
            select.setObject(1, job);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private record Mark(@Nullable Instant startedAt, String node) {}
}
